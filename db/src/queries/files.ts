import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db, Transaction } from '../connect.ts'
import { documentFiles, files } from '../schema/files.ts'

export type NewFile = typeof files.$inferInsert

/** Puts a file that is kept already into a document; twice changes nothing. */
export const linkFile = (db: Db, documentId: string, fileId: string) =>
  db.insert(documentFiles).values({ documentId, fileId }).onConflictDoNothing()

export const insertFile = async (tx: Transaction, documentId: string, file: NewFile): Promise<void> => {
  await tx.insert(files).values(file)
  await linkFile(tx, documentId, file.id)
}

/** All files of one document belong to another too, which says the same. */
export const shareFiles = (tx: Transaction, originId: string, documentId: string) =>
  tx.execute(sql`insert into document_file (document_id, file_id)
    select ${documentId}, file_id from document_file where document_id = ${originId} on conflict do nothing`)

/** A file with its bytes, if it was put into this document. */
export const findFile = async (db: Db, documentId: string, fileId: string) => {
  const [found] = await db
    .select({ file: files })
    .from(files)
    .innerJoin(documentFiles, eq(documentFiles.fileId, files.id))
    .where(and(eq(files.id, fileId), eq(documentFiles.documentId, documentId)))
  return found?.file ?? null
}
export type FileRow = NonNullable<Awaited<ReturnType<typeof findFile>>>

const withoutBytes = {
  id: files.id,
  kind: files.kind,
  name: files.name,
  bytes: files.bytes,
  pixelsWide: files.pixelsWide,
  pixelsHigh: files.pixelsHigh,
}

/** What is known of a file without reading it. */
export const describeFile = async (db: Db, fileId: string) => {
  const [found] = await db.select(withoutBytes).from(files).where(eq(files.id, fileId))
  return found ?? null
}

/** Documents that a file was put into. */
export const listDocumentsOfFile = async (db: Db, fileId: string): Promise<string[]> => {
  const rows = await db
    .select({ documentId: documentFiles.documentId })
    .from(documentFiles)
    .where(eq(documentFiles.fileId, fileId))
  return rows.map(({ documentId }) => documentId)
}

/** Bytes of all files of a document. */
export const sumFileBytes = async (db: Db, documentId: string): Promise<number> => {
  const [sum] = await db
    .select({ bytes: sql<string>`coalesce(sum(${files.bytes}), 0)` })
    .from(files)
    .innerJoin(documentFiles, eq(documentFiles.fileId, files.id))
    .where(eq(documentFiles.documentId, documentId))
  return Number(sum?.bytes ?? 0)
}

/** Sizes of those pictures that were put into this document. */
export const listPictureSizes = async (db: Db, documentId: string, fileIds: readonly string[]) => {
  if (fileIds.length === 0) return []
  return db
    .select({ id: files.id, bytes: files.bytes })
    .from(files)
    .innerJoin(documentFiles, eq(documentFiles.fileId, files.id))
    .where(
      and(eq(documentFiles.documentId, documentId), eq(files.kind, 'image'), inArray(files.id, [...fileIds])),
    )
}

export const readPictures = async (db: Db, fileIds: readonly string[]) => {
  if (fileIds.length === 0) return []
  const { id, mediaType, data, pixelsWide, pixelsHigh } = files
  return db
    .select({ id, mediaType, data, pixelsWide, pixelsHigh })
    .from(files)
    .where(and(eq(files.kind, 'image'), inArray(files.id, [...fileIds])))
}
