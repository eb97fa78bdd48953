import { and, count, desc, eq } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { favourites } from '../schema/favourites.ts'

type Favourite = { personId: string; documentId: string }

/** Ids of the documents that she keeps at hand, the last chosen first. */
export const listFavourites = async (db: Db, personId: string): Promise<string[]> => {
  const rows = await db
    .select({ documentId: favourites.documentId })
    .from(favourites)
    .where(eq(favourites.personId, personId))
    .orderBy(desc(favourites.at), desc(favourites.documentId))
  return rows.map(({ documentId }) => documentId)
}

export const countFavourites = async (db: Db, personId: string): Promise<number> => {
  const [row] = await db.select({ n: count() }).from(favourites).where(eq(favourites.personId, personId))
  return row?.n ?? 0
}

export const isFavourite = async (db: Db, { personId, documentId }: Favourite): Promise<boolean> => {
  const found = await db
    .select({ at: favourites.at })
    .from(favourites)
    .where(and(eq(favourites.personId, personId), eq(favourites.documentId, documentId)))
  return found.length > 0
}

/** Twice changes nothing. */
export const addFavourite = (db: Db, favourite: typeof favourites.$inferInsert) =>
  db.insert(favourites).values(favourite).onConflictDoNothing()

export const dropFavourite = (db: Db, { personId, documentId }: Favourite) =>
  db.delete(favourites).where(and(eq(favourites.personId, personId), eq(favourites.documentId, documentId)))
