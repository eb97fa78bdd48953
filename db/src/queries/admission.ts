import { eq } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { documents } from '../schema/documents.ts'
import { schools } from '../schema/schools.ts'

/** What decides at a room's door about the document itself. */
export const findAdmissionDocument = async (db: Db, documentId: string) => {
  const [found] = await db
    .select({
      gen: documents.gen,
      aclEpoch: documents.aclEpoch,
      trashedAt: documents.trashedAt,
      state: documents.state,
    })
    .from(documents)
    .where(eq(documents.id, documentId))
  return found ?? null
}

/** The school as cursors show it. */
export const findSchoolFace = async (db: Db, schoolId: string) => {
  const [found] = await db
    .select({ id: schools.id, shortName: schools.shortName, colour: schools.colour })
    .from(schools)
    .where(eq(schools.id, schoolId))
  return found ?? null
}
