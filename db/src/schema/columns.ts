import { customType, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Bytes as Postgres keeps them; postgres.js gives a Buffer, which is a Uint8Array. */
export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

/** UUIDv7 made in TypeScript (see db/src/id.ts), never by the database. */
export const id = () => uuid('id').primaryKey()

export const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
