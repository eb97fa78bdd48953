import { isSameAnchor, type Anchor } from 'shared/comments/anchor'
import type { ThreadOutput } from 'shared/comments/outputs'

/** Whose edit wrote the words anew tells it first; others who found them say so only if nobody has. */
const TELL_MINE_AFTER = 400
const TELL_OTHERS_AFTER = 3_000

type Move = { from: Anchor; to: Anchor }

/** Anchors that are known here and not on the server yet, each with the one it replaces; `tell` says it. */
export const keepMoves = (tell: (id: string, move: Move) => Promise<void>) => {
  const moves = new Map<string, Move>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  return {
    /** The anchor of a thread as it is known here. */
    anchorOf: ({ id, anchor }: Pick<ThreadOutput, 'id' | 'anchor'>): Anchor => {
      const move = moves.get(id)
      return move && isSameAnchor(move.from, anchor) ? move.to : anchor
    },
    note: ({ id, anchor }: ThreadOutput, to: Anchor, by: 'me' | 'somebody'): void => {
      const move = { from: anchor, to }
      moves.set(id, move)
      clearTimeout(timers.get(id))
      const after = by === 'me' ? TELL_MINE_AFTER : TELL_OTHERS_AFTER * (0.5 + Math.random())
      timers.set(
        id,
        setTimeout(() => void tell(id, move), after),
      )
    },
    stop: () => {
      for (const timer of timers.values()) clearTimeout(timer)
    },
  }
}

export type Moves = ReturnType<typeof keepMoves>
