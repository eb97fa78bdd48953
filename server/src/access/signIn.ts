import { isAPIError } from 'better-auth/api'
import { deleteExpiredSessions, deleteSession, setDeviceOfToken } from 'db/queries/sessions'
import { problem, type Problem } from 'shared/protocol/problem'
import type { Deps } from '../deps.ts'
import type { Attempts } from './attempts.ts'
import { ADDRESS_HEADER } from './auth.ts'
import { readDeviceMark } from './device.ts'

export type Origin = { address: string; userAgent: string; deviceMark: string | undefined }
export type SignInRequest = Origin & {
  email: string
  password: string
  ownDevice: boolean | undefined
  /** The session this browser is signed in with until now. */
  replaces?: string | undefined
}

/** What a fresh sign-in hands to the browser: cookies, and the bearer token for clients without cookies. */
export type SignedInAnswer = { personId: string; cookies: string[]; bearer: string }

const startSession = async ({ auth }: Pick<Deps, 'auth'>, request: SignInRequest) => {
  try {
    return await auth.api.signInEmail({
      body: { email: request.email, password: request.password, rememberMe: request.ownDevice ?? true },
      headers: new Headers({ 'user-agent': request.userAgent, [ADDRESS_HEADER]: request.address }),
      returnHeaders: true,
    })
  } catch (error) {
    if (isAPIError(error)) return null
    throw error
  }
}

/**
 * Opens a session for who has just proved who she is, without counting an attempt. The session this browser had until
 * now ends: two of them in force would leave one behind at sign-out.
 */
export const beginSession = async (
  deps: Pick<Deps, 'auth' | 'db' | 'now' | 'rooms'>,
  request: SignInRequest,
): Promise<SignedInAnswer | null> => {
  const started = await startSession(deps, request)
  if (!started) return null
  const personId = started.response.user.id
  if (request.ownDevice) await setDeviceOfToken(deps.db, started.response.token, true)
  await deleteExpiredSessions(deps.db, personId, deps.now())
  if (request.replaces !== undefined) {
    await deleteSession(deps.db, request.replaces)
    deps.rooms.revoke({ sessionId: request.replaces })
  }
  return {
    personId,
    cookies: started.headers.getSetCookie(),
    bearer: started.headers.get('set-auth-token') ?? '',
  }
}

/** Signs in by e-mail and password. An unknown address, a wrong password and a blocked person get one answer. */
export const signIn = async (
  deps: Pick<Deps, 'auth' | 'db' | 'env' | 'now' | 'rooms'>,
  attempts: Attempts,
  request: SignInRequest,
): Promise<SignedInAnswer | Problem> => {
  const { email, address } = request
  const attempt = { email, address, device: readDeviceMark(deps.env.secret, email, request.deviceMark) }
  if (!(await attempts.begin(attempt))) return problem('tooManyAttempts')
  const started = await beginSession(deps, request)
  if (!started) return problem('wrongCredentials')
  await attempts.succeed(attempt)
  return started
}
