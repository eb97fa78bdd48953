import type { Transaction } from 'db/connect'
import { raiseAclEpoch } from 'db/queries/revocations'
import { isProblem } from 'shared/protocol/problem'
import type { Deps } from '../deps.ts'

/** Whose live sessions in which rooms end or are judged anew. Never empty: that would mean everybody. */
export type Withdrawal = { personId?: string; communityId?: string; documentId?: string; sessionId?: string }

/**
 * Changes rights and makes it felt at once: `change` and the raised epoch commit together, so no row judged under the
 * old rights can follow; then the rooms are told. HTTP judges anew on every request anyway. A change that ends in a
 * problem withdraws nothing.
 */
export const withdraw = async <T>(
  { db, rooms }: Pick<Deps, 'db' | 'rooms'>,
  withdrawal: Withdrawal,
  change: (tx: Transaction) => Promise<T>,
): Promise<T> => {
  if (Object.keys(withdrawal).length === 0) throw new Error('a withdrawal names someone')
  const result = await db.transaction(async (tx) => {
    const changed = await change(tx)
    if (!isProblem(changed)) await raiseAclEpoch(tx, withdrawal)
    return changed
  })
  if (!isProblem(result)) rooms.revoke(withdrawal)
  return result
}
