import type { DocumentState } from '../documents/kinds.ts'
import type { DocumentCapability } from '../permissions/capabilities.ts'

type Move = {
  from: readonly DocumentState[]
  to: DocumentState
  needs: DocumentCapability
  /** Colleagues are owed a reason. */
  asksReason: boolean
}

/** How a document goes from draft to approved and back (DOMAIN §2.2). The text rests from `agreed` on. */
export const moves = {
  submit: { from: ['draft'], to: 'inReview', needs: 'document.edit', asksReason: false },
  takeBack: { from: ['inReview'], to: 'draft', needs: 'document.edit', asksReason: false },
  agree: { from: ['inReview'], to: 'agreed', needs: 'document.review', asksReason: false },
  sendBack: { from: ['inReview', 'agreed'], to: 'draft', needs: 'document.review', asksReason: true },
  approve: { from: ['agreed'], to: 'approved', needs: 'document.approve', asksReason: false },
  reopen: { from: ['approved'], to: 'draft', needs: 'document.approve', asksReason: true },
} as const satisfies Record<string, Move>

export type MoveCode = keyof typeof moves
export const moveCodes = Object.keys(moves) as [MoveCode, ...MoveCode[]]

/** Whether a document in this state can make this move at all. */
export const canMove = (state: DocumentState, code: MoveCode): boolean =>
  (moves[code].from as readonly DocumentState[]).includes(state)

/** What somebody with these rights may do next, the way forward first. Who may send back need not take back. */
export const movesOpenTo = (state: DocumentState, abilities: readonly DocumentCapability[]): MoveCode[] => {
  const open = moveCodes.filter((code) => canMove(state, code) && abilities.includes(moves[code].needs))
  const ordered = [...open].sort(
    (one, other) => Number(moves[one].to === 'draft') - Number(moves[other].to === 'draft'),
  )
  return ordered.includes('sendBack') ? ordered.filter((code) => code !== 'takeBack') : ordered
}
