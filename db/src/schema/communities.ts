import { date, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, id } from './columns.ts'
import { people } from './people.ts'
import { networks, schools } from './schools.ts'

export const communities = pgTable('community', {
  id: id(),
  networkId: uuid('network_id')
    .notNull()
    .references(() => networks.id, { onDelete: 'cascade' }),
  name: text('name').notNull(),
  /** subject | problem | administrative | methodist */
  kind: text('kind').notNull().default('subject'),
  goal: text('goal').notNull().default(''),
  /** open | byRequest | closed */
  visibility: text('visibility').notNull().default('closed'),
  createdBy: uuid('created_by').references(() => people.id),
  createdAt: at('created_at').notNull().defaultNow(),
})

export const communityMembers = pgTable(
  'community_member',
  {
    id: id(),
    communityId: uuid('community_id')
      .notNull()
      .references(() => communities.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** leader | moderator | member | observer */
    role: text('role').notNull().default('member'),
    /** self | invitation | appointment */
    joinedBy: text('joined_by').notNull().default('invitation'),
    /** Closed municipal days. */
    joinedOn: date('joined_on').notNull(),
    leftOn: date('left_on'),
  },
  (table) => [
    uniqueIndex('community_member_once').on(table.communityId, table.personId, table.joinedOn),
    index('community_member_person').on(table.personId),
  ],
)

/** Single use, expiring. Kept are the sha-256 of a 256-bit token and the keyed hash of a short code for paper. */
export const invitations = pgTable(
  'invitation',
  {
    id: id(),
    tokenHash: text('token_hash').notNull().unique(),
    codeHash: text('code_hash').unique(),
    /** 'administrator' makes the first system administrator, 'member' brings into a school and a community. */
    kind: text('kind').notNull(),
    email: text('email'),
    networkId: uuid('network_id').references(() => networks.id, { onDelete: 'cascade' }),
    schoolId: uuid('school_id').references(() => schools.id, { onDelete: 'cascade' }),
    communityId: uuid('community_id').references(() => communities.id, { onDelete: 'cascade' }),
    /** Role in the community. */
    role: text('role').notNull().default('member'),
    position: text('position').notNull().default(''),
    createdBy: uuid('created_by').references(() => people.id),
    createdAt: at('created_at').notNull().defaultNow(),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
    usedBy: uuid('used_by').references(() => people.id),
    revokedAt: at('revoked_at'),
  },
  (table) => [index('invitation_community').on(table.communityId)],
)
