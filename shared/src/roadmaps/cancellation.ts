import type { Action } from './action.ts'

/** A school's word that an action is cancelled for a reason: a row of the database, never bytes of the document. */
export type Consent = { actionId: string; schoolId: string; reason: string }

type Cancelled = Pick<Action, 'id' | 'status' | 'cancelReason'>

/** Both sides have to agree (DOMAIN §2.2, §3.6). */
const SCHOOLS_NEEDED = 2

/** Schools that agree to the cancellation as it is worded now, in the order of their words. */
export const consentingSchools = (action: Cancelled, consents: readonly Consent[]): string[] => {
  if (action.status !== 'cancelled') return []
  const agreeing = consents.filter(
    ({ actionId, reason }) => actionId === action.id && reason.trim() === action.cancelReason.trim(),
  )
  return [...new Set(agreeing.map(({ schoolId }) => schoolId))]
}

/** Ids of the actions whose cancellation both sides agreed to: what `roadmapFigures` takes as `confirmed`. */
export const confirmedCancellations = (
  actions: readonly Cancelled[],
  consents: readonly Consent[],
): Set<string> =>
  new Set(
    actions
      .filter((action) => consentingSchools(action, consents).length >= SCHOOLS_NEEDED)
      .map(({ id }) => id),
  )
