import { eq, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { cancellationConsents } from '../schema/cancellations.ts'

/** A cancellation counts when people of two schools have agreed (DOMAIN §2.2, §3.6). */
const SCHOOLS_NEEDED = 2

export type Consent = typeof cancellationConsents.$inferInsert

/** Records a school's consent; a second one of the same school changes nothing. */
export const recordConsent = async (db: Db, consent: Consent): Promise<void> => {
  await db.insert(cancellationConsents).values(consent).onConflictDoNothing()
}

export type Cancellation = { actionId: string; schoolIds: string[]; confirmed: boolean }

/** Every cancellation of a roadmap that somebody has agreed to, with the schools that did. */
export const listCancellations = async (db: Db, documentId: string): Promise<Cancellation[]> => {
  const { actionId, schoolId } = cancellationConsents
  const rows = await db
    .select({ actionId, schoolIds: sql<string[]>`array_agg(${schoolId} order by ${schoolId})` })
    .from(cancellationConsents)
    .where(eq(cancellationConsents.documentId, documentId))
    .groupBy(actionId)
  return rows.map((row) => ({ ...row, confirmed: row.schoolIds.length >= SCHOOLS_NEEDED }))
}
