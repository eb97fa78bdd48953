import type { Db } from '../connect.ts'
import { newId } from '../id.ts'
import { auditEntries } from '../schema/activity.ts'

/** What somebody did with people, rights and documents. `detail` holds ids and codes, never words of people. */
export type Deed = {
  actorId: string
  action: string
  subjectId?: string
  communityId?: string
  detail?: string
}

export const recordDeed = (db: Db, deed: Deed) => db.insert(auditEntries).values({ id: newId(), ...deed })
