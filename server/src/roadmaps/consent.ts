import { listConsents, recordConsent } from 'db/queries/cancellations'
import type { Consent } from 'shared/roadmaps/cancellation'
import { problem, type Problem } from 'shared/protocol/problem'
import { readRoadmap } from 'shared/roadmaps/read'
import type { Authorized } from '../access/authorize.ts'
import type { Deps } from '../deps.ts'

/** Agrees, for the school the person works for now, that an action of the plan is cancelled for this reason. */
export const agreeToCancel = async (
  { db, texts, now }: Pick<Deps, 'db' | 'texts' | 'now'>,
  { schoolId, personId, subject: { documentId, kind } }: Authorized<'document.edit'>,
  { actionId, reason }: { actionId: string; reason: string },
): Promise<Consent[] | Problem> => {
  if (schoolId === null) return problem('invalid', { school: 'required' })
  const actions = kind === 'roadmap' ? readRoadmap(await texts.read(documentId)).actions : []
  if (!actions.some(({ id }) => id === actionId)) return problem('notFound')
  await recordConsent(db, { documentId, actionId, schoolId, personId, reason, at: now() })
  return listConsents(db, documentId)
}
