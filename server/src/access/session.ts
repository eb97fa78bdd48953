import type { Database } from 'db/connect'
import { findSessionPerson } from 'db/queries/sessions'
import type { FullName } from 'shared/people/names'
import type { Locale } from 'shared/i18n/translate'
import type { Auth } from './auth.ts'

/** Who acts, from the session alone (DESIGN §1, law 4). */
export type Session = FullName & {
  sessionId: string
  personId: string
  email: string
  locale: Locale
  /** The workplace chosen for this session, while she still works there. */
  schoolId: string | null
  /** «Это мой компьютер»: offline copies are allowed. */
  ownDevice: boolean
  expiresAt: Date
}

/** However diligently a session is used, after this many days the password is asked again. */
export const SESSION_DAYS_MAX = 30

/** Sessions begun before this are over. */
export const oldestStart = (now: Date): Date => new Date(now.getTime() - SESSION_DAYS_MAX * 86_400_000)

export type SessionDeps = { auth: Auth; db: Database; now: () => Date }

/**
 * The session behind a cookie or a bearer token, from the same place for HTTP, socket.io and /yjs. Null when nobody is
 * signed in, the session is over or the person is blocked. `refreshed` carries cookies that HTTP passes on.
 */
export const findSession = async (
  { auth, db, now }: SessionDeps,
  headers: Headers,
): Promise<{ session: Session | null; refreshed: string[] }> => {
  if (!headers.has('cookie') && !headers.has('authorization')) return { session: null, refreshed: [] }
  const found = await auth.api.getSession({ headers, returnHeaders: true })
  const refreshed = found.headers.getSetCookie()
  if (!found.response) return { session: null, refreshed }
  const { id } = found.response.session
  return { session: await findSessionPerson(db, id, oldestStart(now())), refreshed }
}
