import type { Db } from 'db/connect'
import { can, type Standing } from 'shared/permissions/can'
import type { Capability } from 'shared/permissions/capabilities'
import { isClosed } from 'shared/documents/frozen'
import { problem, type Problem } from 'shared/protocol/problem'
import { isInsider, loadStanding } from './standing.ts'
import { findSubject, type FoundSubject, type SubjectOf } from './subject.ts'

/** Not exported: nobody else can make an Authorized. */
const brand = Symbol('authorized')

/** Proof that this person may do this to this subject. Commands and queries take it instead of bare ids. */
export type Authorized<C extends Capability> = {
  readonly [brand]: C
  readonly personId: string
  /** The workplace the person is at now; what she does counts for this school. */
  readonly schoolId: string | null
  readonly standing: Standing
  readonly subject: Readonly<SubjectOf<C>>
}

export type Asker = { personId: string; schoolId: string | null }

/** A document in the trash is there for who may bring it back, to look at and to bring back; for nobody else. */
const isHidden = ({ trashedAt }: FoundSubject, standing: Standing, capability: Capability): boolean =>
  trashedAt instanceof Date &&
  !(can(standing, 'document.manage') && ['document.read', 'document.manage'].includes(capability))

/** What was agreed to is not written in, whoever asks (shared/documents/frozen). */
const isResting = ({ kind, state }: FoundSubject, capability: Capability): boolean =>
  kind !== undefined && state !== undefined && isClosed({ kind, state }, capability)

/**
 * The one authority (DESIGN §1, law 5). To outsiders denied and absent give the same `notFound`; who has any standing
 * on this kind of subject hears `denied`. Network capabilities without an id ask of the installation's network.
 */
export const authorize = async <C extends Capability>(
  db: Db,
  who: Asker,
  capability: C,
  subjectId?: string,
): Promise<Authorized<C> | Problem> => {
  const subject = await findSubject(db, capability, subjectId)
  if (!subject) return problem('notFound')
  const standing = await loadStanding(db, who.personId, subject)
  if (isHidden(subject, standing, capability)) return problem('notFound')
  if (!can(standing, capability)) return problem(isInsider(standing, capability) ? 'denied' : 'notFound')
  if (isResting(subject, capability)) return problem('frozen')
  return Object.freeze({
    [brand]: capability,
    personId: who.personId,
    schoolId: who.schoolId,
    standing,
    // findSubject gives what the capability is asked of.
    subject: subject as SubjectOf<C>,
  })
}
