import { findAdmissionDocument, findSchoolFace } from 'db/queries/admission'
import { findLastingSessions, findSessionPerson } from 'db/queries/sessions'
import { isFrozen } from 'shared/documents/frozen'
import { stateOf } from 'shared/documents/kinds'
import { fullName, shortName } from 'shared/people/names'
import { can, type Standing } from 'shared/permissions/can'
import type { Admission, Admitter, RoomMode, SignedIn } from './admission.ts'
import { findSession, oldestStart, type SessionDeps } from './session.ts'
import { loadStanding } from './standing.ts'
import { findSubject } from './subject.ts'

type Refused = { refused: 'absent' | 'signedOut' }
type Door = Pick<Admission, 'documentId' | 'kind' | 'gen' | 'aclEpoch' | 'mode'>

/** `{id}` or `{id}~{gen}`; null when a generation is named that is no number. */
const parseName = (name: string): { documentId: string; gen: number | null } | null => {
  const [documentId = '', gen, ...rest] = name.split('~')
  if (gen === undefined) return { documentId, gen: null }
  return rest.length === 0 && /^\d{1,9}$/.test(gen) ? { documentId, gen: Number(gen) } : null
}

const modeOf = (standing: Standing, isResting: boolean): RoomMode | null => {
  if (can(standing, 'document.edit') && !isResting) return 'edit'
  if (can(standing, 'document.comment')) return 'comment'
  return can(standing, 'document.read') ? 'read' : null
}

const openDoor = async (
  { db }: SessionDeps,
  personId: string,
  documentName: string,
): Promise<Door | null> => {
  const name = parseName(documentName)
  if (!name) return null
  const subject = await findSubject(db, 'document.read', name.documentId)
  if (!subject?.documentId || !subject.kind) return null
  // The epoch is read before the roles: when rights change in between, the append refuses.
  const document = await findAdmissionDocument(db, subject.documentId)
  if (!document || document.trashedAt !== null) return null
  if (name.gen !== null && name.gen !== document.gen) return null
  // Of the same row as the epoch: what is frozen in between is refused by the append too.
  const isResting = isFrozen({ kind: subject.kind, state: stateOf(document.state) })
  const mode = modeOf(await loadStanding(db, personId, subject), isResting)
  if (!mode) return null
  return {
    documentId: subject.documentId,
    kind: subject.kind,
    gen: document.gen,
    aclEpoch: document.aclEpoch,
    mode,
  }
}

const admit = async (
  deps: SessionDeps,
  who: SignedIn,
  documentName: string,
): Promise<Admission | Refused> => {
  const person = await findSessionPerson(deps.db, who.sessionId, oldestStart(deps.now()))
  if (!person || person.expiresAt <= deps.now()) return { refused: 'signedOut' }
  const door = await openDoor(deps, person.personId, documentName)
  if (!door) return { refused: 'absent' }
  return {
    ...door,
    person: { id: person.personId, name: fullName(person), shortName: shortName(person) },
    school: person.schoolId === null ? null : await findSchoolFace(deps.db, person.schoolId),
    sessionId: person.sessionId,
  }
}

const identify = async (deps: SessionDeps, headers: Headers): Promise<SignedIn | null> => {
  const { session } = await findSession(deps, headers)
  if (!session) return null
  const { sessionId, personId, schoolId, expiresAt } = session
  return { sessionId, personId, schoolId, expiresAt }
}

/** Rooms' door: sessions and roles come from the same place as for HTTP. No standing, no such document. */
export const createAdmitter = (deps: SessionDeps): Admitter => ({
  identify: (headers) => identify(deps, headers),
  lasting: (sessionIds) => findLastingSessions(deps.db, sessionIds, oldestStart(deps.now()), deps.now()),
  admit: (who, documentName) => admit(deps, who, documentName),
})
