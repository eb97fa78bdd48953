import { eq } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { cancellationConsents } from '../schema/cancellations.ts'

export type ConsentRow = typeof cancellationConsents.$inferInsert

/** Records to which reason a school agrees; its newest word stands. */
export const recordConsent = async (db: Db, consent: ConsentRow): Promise<void> => {
  const { documentId, actionId, schoolId } = cancellationConsents
  const { personId, reason, at } = consent
  await db
    .insert(cancellationConsents)
    .values(consent)
    .onConflictDoUpdate({ target: [documentId, actionId, schoolId], set: { personId, reason, at } })
}

/** Every school's word on the cancellations of a roadmap; `shared/roadmaps/cancellation` says what it amounts to. */
export const listConsents = (db: Db, documentId: string) => {
  const { actionId, schoolId, reason, at } = cancellationConsents
  return db
    .select({ actionId, schoolId, reason })
    .from(cancellationConsents)
    .where(eq(cancellationConsents.documentId, documentId))
    .orderBy(at, schoolId)
}
