type Turn = () => Promise<void>

/**
 * Work that is done one piece after another. Those for whom it is done have their turns in rotation: however much one of
 * them wants, another waits for one piece of hers and no more.
 */
export const createLine = () => {
  /** Whose turn comes next stands first. */
  const waiting = new Map<string, Turn[]>()
  let isBusy = false

  const takeNext = (): Turn | undefined => {
    const [next] = waiting
    if (!next) return undefined
    const [whose, turns] = next
    waiting.delete(whose)
    const turn = turns.shift()
    if (turns.length > 0) waiting.set(whose, turns)
    return turn
  }

  const goOn = async (): Promise<void> => {
    if (isBusy) return
    isBusy = true
    for (let turn = takeNext(); turn; turn = takeNext()) await turn()
    isBusy = false
  }

  return {
    /** Does `work` when its turn comes; gives and throws what it does. */
    run: <T>(whose: string, work: () => Promise<T>): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        const turn = (): Promise<void> => work().then(resolve, reject)
        const turns = waiting.get(whose)
        if (turns) turns.push(turn)
        else waiting.set(whose, [turn])
        void goOn()
      }),
  }
}
