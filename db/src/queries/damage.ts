import { count, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { documentSnapshots, quarantinedUpdates } from '../schema/documents.ts'

/** How much of documents is not what was written: rows put aside, and full states with another hash. Reads all states. */
export const countDamage = async (db: Db): Promise<{ rows: number; states: number }> => {
  const [aside] = await db.select({ rows: count() }).from(quarantinedUpdates)
  const { state, sha256 } = documentSnapshots
  const [damaged] = await db
    .select({ states: count() })
    .from(documentSnapshots)
    .where(sql`encode(sha256(${state}), 'hex') <> ${sha256}`)
  return { rows: aside?.rows ?? 0, states: damaged?.states ?? 0 }
}
