const EVERY = 20
const began = performance.now()

/** Says now and then how far a long test is; `name` is what is done round by round. */
export const tellRound = (name: string, round: number, rounds: number): void => {
  if ((round + 1) % EVERY !== 0) return
  const seconds = Math.round((performance.now() - began) / 1_000)
  console.log(`${name}: round ${round + 1} of ${rounds} after ${seconds} s`)
}
