import { and, eq } from 'drizzle-orm'
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

/** Takes a school's consent back; nothing when there was none. */
export const withdrawConsent = async (
  db: Db,
  consent: Pick<ConsentRow, 'documentId' | 'actionId' | 'schoolId'>,
): Promise<void> => {
  const { documentId, actionId, schoolId } = cancellationConsents
  await db
    .delete(cancellationConsents)
    .where(
      and(eq(documentId, consent.documentId), eq(actionId, consent.actionId), eq(schoolId, consent.schoolId)),
    )
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
