import type { Transaction } from 'db/connect'
import { newId } from 'db/id'
import {
  endApprovals,
  insertApproval,
  insertMove,
  lockState,
  removeStamps,
  setState,
} from 'db/queries/approvals'
import { recordDeed } from 'db/queries/audit'
import { insertVersion } from 'db/queries/versions'
import { canMove, type MoveCode, moves } from 'shared/approvals/moves'
import type { MoveInput } from 'shared/approvals/inputs'
import { type DocumentState, stateOf } from 'shared/documents/kinds'
import { isProblem, problem, type Problem } from 'shared/protocol/problem'
import type { Authorized } from '../access/authorize.ts'
import { withdraw } from '../access/revoke.ts'
import type { Deps } from '../deps.ts'
import { readPresent } from '../versions/commands.ts'
import { makeCode } from './code.ts'

type Needed = Pick<Deps, 'db' | 'rooms' | 'history' | 'now'>
type Mover = Authorized<'document.edit' | 'document.review' | 'document.approve'>
type Kept = { seq: number; state: Uint8Array }

/** What is approved, put together before anything is locked. */
const readKept = async ({ db, history }: Needed, documentId: string): Promise<Kept> => {
  const { seq, updates } = await readPresent({ db }, documentId)
  return { seq, state: (await history.state(updates)).state }
}

const approve = async (
  tx: Transaction,
  { personId, subject }: Mover,
  at: Date,
  kept: Kept,
): Promise<void> => {
  const { documentId } = subject
  const versionId = newId()
  await insertVersion(tx, { id: versionId, documentId, kind: 'approved', personId, at, ...kept })
  await insertApproval(tx, {
    ...{ id: newId(), documentId, versionId, seq: kept.seq, personId, at },
    code: makeCode(),
  })
}

/** Back in draft, what was stamped and approved stands for that version alone. */
const reopen = async (tx: Transaction, documentId: string, at: Date): Promise<void> => {
  await removeStamps(tx, documentId, { at })
  await endApprovals(tx, documentId, at)
}

type Change = { code: MoveCode; reason: string; at: Date; kept: Kept | null }

const change = async (
  tx: Transaction,
  mover: Mover,
  { code, reason, at, kept }: Change,
): Promise<{ state: DocumentState } | Problem> => {
  const { personId, schoolId, subject } = mover
  const { documentId, communityId } = subject
  const locked = await lockState(tx, documentId)
  if (!locked) return problem('notFound')
  if (!canMove(stateOf(locked.state), code)) return problem('conflict')
  const { to } = moves[code]
  await setState(tx, documentId, to)
  await insertMove(tx, { id: newId(), documentId, move: code, personId, schoolId, reason, at })
  if (kept) await approve(tx, mover, at, kept)
  if (to === 'draft') await reopen(tx, documentId, at)
  await recordDeed(tx, { actorId: personId, action: `document.${code}`, subjectId: documentId, communityId })
  return { state: to }
}

/**
 * Takes a document to its next state. The state and the raised epoch commit together, so that no row can follow that was
 * judged while the text was open; what is approved is kept as a version of its own. Twice, or against the life cycle:
 * `conflict`.
 */
export const moveDocument = async (
  deps: Needed,
  mover: Mover,
  code: MoveCode,
  { reason = '' }: MoveInput,
): Promise<{ state: DocumentState } | Problem> => {
  const { documentId, state } = mover.subject
  if (!canMove(state, code)) return problem('conflict')
  if (moves[code].asksReason && reason === '') return problem('invalid', { reason: 'required' })
  const kept = moves[code].to === 'approved' ? await readKept(deps, documentId) : null
  const at = deps.now()
  const moved = await withdraw(deps, { documentId }, (tx) => change(tx, mover, { code, reason, at, kept }))
  if (!isProblem(moved)) deps.rooms.notice(documentId, 'document', 0)
  return moved
}
