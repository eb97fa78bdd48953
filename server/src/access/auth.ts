import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { betterAuth } from 'better-auth/minimal'
import { bearer } from 'better-auth/plugins/bearer'
import type { Database } from 'db/connect'
import { newId } from 'db/id'
import { findOnlyWorkplace, isActivePerson } from 'db/queries/employments'
import { accounts, people, sessions, verifications } from 'db/schema/people'
import type { Logger } from 'pino'
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from 'shared/people/password'
import { cookieAttributes, cookieName } from './cookies.ts'

export type AuthOptions = { db: Database; log: Logger; publicUrl: string; secret: string }

/** Set by us alone on the headers given to better-auth, after http/address.ts has judged what may be believed. */
export const ADDRESS_HEADER = 'x-krug-address'

const DAY = 86_400

/**
 * Local accounts by better-auth on our tables. Its HTTP handler is not mounted: routes call `auth.api`, so that
 * limits, origins and policies are ours alone. Accounts are made by invitation only.
 */
export const createAuth = ({ db, log, publicUrl, secret }: AuthOptions) =>
  betterAuth({
    appName: 'Krug',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    logger: { log: (level, message) => log[level === 'error' ? 'warn' : 'debug']({ part: 'auth' }, message) },
    database: drizzleAdapter(db, {
      provider: 'pg',
      schema: { user: people, session: sessions, account: accounts, verification: verifications },
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH_MIN,
      maxPasswordLength: PASSWORD_LENGTH_MAX,
    },
    account: { fields: { userId: 'personId' } },
    session: {
      fields: { userId: 'personId' },
      additionalFields: {
        schoolId: { type: 'string', required: false, input: false },
        ownDevice: { type: 'boolean', required: false, input: false, defaultValue: false },
      },
      expiresIn: 7 * DAY,
      updateAge: DAY,
      cookieCache: { enabled: false },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            if (!(await isActivePerson(db, session.userId))) return false
            return { data: { ...session, schoolId: await findOnlyWorkplace(db, session.userId) } }
          },
        },
      },
    },
    advanced: {
      database: { generateId: newId },
      useSecureCookies: false,
      cookies: {
        session_token: { name: cookieName(publicUrl, 'session') },
        dont_remember: { name: cookieName(publicUrl, 'unremembered') },
      },
      defaultCookieAttributes: cookieAttributes(publicUrl),
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    plugins: [bearer({ requireSignature: true })],
  })

export type Auth = ReturnType<typeof createAuth>
