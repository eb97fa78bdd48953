import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { AppEnv } from '../http/app.ts'
import { cookieAttributes, cookieName } from './cookies.ts'
import { makeDeviceMark } from './device.ts'
import type { Origin, SignedInAnswer } from './signIn.ts'

const YEAR = 31_536_000

/** Where a sign-in comes from, for limits and for the person's own list of sessions. */
export const readOrigin = <E extends AppEnv>(c: Context<E>, env: { publicUrl: string }): Origin => ({
  address: c.get('address'),
  userAgent: c.req.header('user-agent') ?? '',
  deviceMark: getCookie(c, cookieName(env.publicUrl, 'device')),
})

/** Puts a fresh sign-in on the answer: session cookies, the bearer token and the mark of this browser. */
export const bringSession = <E extends AppEnv>(
  c: Context<E>,
  env: { publicUrl: string; secret: string },
  email: string,
  { cookies, bearer }: SignedInAnswer,
): void => {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
  c.header('set-auth-token', bearer)
  const attributes = { ...cookieAttributes(env.publicUrl), maxAge: YEAR }
  setCookie(c, cookieName(env.publicUrl, 'device'), makeDeviceMark(env.secret, email), attributes)
}
