import { boolean, date, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, id } from './columns.ts'
import { schools } from './schools.ts'

/** A person is not a membership: where she works and what she may do lie in tables of their own. */
export const people = pgTable('person', {
  id: id(),
  /** «Соколовская Дарья Игоревна», kept by better-auth as the display name. */
  name: text('name').notNull(),
  lastName: text('last_name').notNull().default(''),
  firstName: text('first_name').notNull().default(''),
  patronymic: text('patronymic').notNull().default(''),
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  locale: text('locale').notNull().default('ru'),
  /** active | blocked | anonymised */
  state: text('state').notNull().default('active'),
  createdAt: at('created_at').notNull().defaultNow(),
  updatedAt: at('updated_at').notNull().defaultNow(),
})

export const sessions = pgTable(
  'session',
  {
    id: id(),
    token: text('token').notNull().unique(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** The workplace chosen after sign-in; what she writes counts for this school. */
    schoolId: uuid('school_id').references(() => schools.id),
    /** «Это мой компьютер»: offline copies are allowed on this device. */
    ownDevice: boolean('own_device').notNull().default(false),
    expiresAt: at('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [index('session_person').on(table.personId)],
)

export const accounts = pgTable(
  'account',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: at('access_token_expires_at'),
    refreshTokenExpiresAt: at('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [index('account_person').on(table.personId)],
)

export const verifications = pgTable('verification', {
  id: id(),
  identifier: text('identifier').notNull(),
  value: text('value').notNull(),
  expiresAt: at('expires_at').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
  updatedAt: at('updated_at').notNull().defaultNow(),
})

/** Where a person works, dated: `since` and `until` are closed municipal days. */
export const employments = pgTable(
  'employment',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    schoolId: uuid('school_id')
      .notNull()
      .references(() => schools.id),
    position: text('position').notNull().default(''),
    since: date('since').notNull(),
    until: date('until'),
    isPrimary: boolean('is_primary').notNull().default(true),
  },
  (table) => [
    index('employment_school').on(table.schoolId),
    uniqueIndex('employment_once').on(table.personId, table.schoolId, table.since),
  ],
)

/** Roles held outside communities: scope is 'installation' (scope_id is the nil UUID), 'network' or 'school'. */
export const roleGrants = pgTable(
  'role_grant',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    role: text('role').notNull(),
    scope: text('scope').notNull(),
    scopeId: uuid('scope_id').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('role_grant_once').on(table.personId, table.role, table.scope, table.scopeId)],
)
