import { newId } from 'db/id'
import { countStamps, insertStamp, lockState, removeStamps } from 'db/queries/approvals'
import { type StampInput, STAMPS_MAX } from 'shared/approvals/inputs'
import { isProblem, problem, type Problem } from 'shared/protocol/problem'
import type { Authorized } from '../access/authorize.ts'
import type { Deps } from '../deps.ts'

type Reviewer = Authorized<'document.review'>
type Needed = Pick<Deps, 'db' | 'now' | 'rooms'>

/** Everybody who has the document open looks at its stamps again. */
const told = <T extends object>({ rooms }: Needed, documentId: string, done: T): T => {
  if (!isProblem(done)) rooms.notice(documentId, 'document', 0)
  return done
}

/** A draft has no stamps yet, and what is approved keeps those it was approved with. */
const isOpen = (state: string): boolean => state === 'inReview' || state === 'agreed'

/** Puts a stamp on a document that is on its way. */
export const putStamp = async (
  deps: Needed,
  { personId, subject: { documentId } }: Reviewer,
  stamp: StampInput,
): Promise<{ id: string } | Problem> => {
  const put = await deps.db.transaction(async (tx) => {
    const locked = await lockState(tx, documentId)
    if (!locked || !isOpen(locked.state)) return problem('conflict')
    if ((await countStamps(tx, documentId)) >= STAMPS_MAX) return problem('invalid', { kind: 'notAllowed' })
    const id = newId()
    await insertStamp(tx, { id, documentId, ...stamp, personId, at: deps.now() })
    return { id }
  })
  return told(deps, documentId, put)
}

export const takeStamp = async (
  deps: Needed,
  { subject: { documentId } }: Reviewer,
  stampId: string,
): Promise<{ id: string } | Problem> => {
  const taken = await deps.db.transaction(async (tx) => {
    const locked = await lockState(tx, documentId)
    if (!locked || !isOpen(locked.state)) return problem('conflict')
    const removed = await removeStamps(tx, documentId, { at: deps.now(), stampId })
    return removed > 0 ? { id: stampId } : problem('notFound')
  })
  return told(deps, documentId, taken)
}
