import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { at, id } from './columns.ts'

/** One municipal network of schools to an installation. */
export const networks = pgTable('network', {
  id: id(),
  name: text('name').notNull(),
  goal: text('goal').notNull().default(''),
  /** IANA zone: municipal days and weeks are counted in it. */
  timeZone: text('time_zone').notNull().default('Europe/Moscow'),
  locale: text('locale').notNull().default('ru'),
  createdAt: at('created_at').notNull().defaultNow(),
})

/** School holidays of the municipality: closed intervals of days, shaded on charts. */
export const holidays = pgTable('holiday', {
  id: id(),
  networkId: uuid('network_id')
    .notNull()
    .references(() => networks.id, { onDelete: 'cascade' }),
  title: text('title').notNull(),
  since: text('since').notNull(),
  until: text('until').notNull(),
})

/** A school or another organisation of the network (resource centre, authority). */
export const schools = pgTable('school', {
  id: id(),
  networkId: uuid('network_id')
    .notNull()
    .references(() => networks.id, { onDelete: 'cascade' }),
  fullName: text('full_name').notNull(),
  shortName: text('short_name').notNull(),
  /** Two letters that tell schools apart without colour: «Г1», «КД». */
  code: text('code').notNull(),
  /** school | gymnasium | lyceum | branch | resourceCentre | authority | institute | other */
  kind: text('kind').notNull().default('school'),
  locality: text('locality').notNull().default(''),
  /** 1–12 of UX §6, given in order of joining. */
  colour: integer('colour').notNull(),
  /** Order of the network list; never by any figure. */
  position: integer('position').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
})
