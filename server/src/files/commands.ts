import { newId } from 'db/id'
import { describeFile, insertFile, linkFile, listDocumentsOfFile, sumFileBytes } from 'db/queries/files'
import { cleanFileName } from 'shared/files/fileName'
import { fileKinds, type FileKind } from 'shared/files/inputs'
import { DOCUMENT_FILES_BYTES_MAX, FILE_BYTES_MAX, PICTURE_BYTES_MAX } from 'shared/files/limits'
import type { FileOutput } from 'shared/files/outputs'
import { isProblem, problem, type Problem } from 'shared/protocol/problem'
import { authorize, type Authorized } from '../access/authorize.ts'
import type { Deps } from '../deps.ts'
import { takePicture, type Picture } from './pictures.ts'

type Editor = Authorized<'document.edit'>
type Taken = Omit<Picture, 'mediaType' | 'pixelsWide' | 'pixelsHigh'> & {
  mediaType: string
  pixelsWide: number | null
  pixelsHigh: number | null
}

/** A browser is never told what an attachment is, so that it never opens one inside Krug. */
const ATTACHED = 'application/octet-stream'

const take = async (file: File, kind: FileKind): Promise<Taken | Problem> => {
  if (file.size === 0) return problem('emptyFile')
  if (file.size > (kind === 'image' ? PICTURE_BYTES_MAX : FILE_BYTES_MAX)) return problem('tooLarge')
  const data = Buffer.from(await file.arrayBuffer())
  if (kind === 'image') return takePicture(data)
  return { data, mediaType: ATTACHED, pixelsWide: null, pixelsHigh: null }
}

type Wish = { file: File; kind: FileKind }

/** Keeps a picture or an attachment for a document. */
export const keepFile = async (
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { personId, subject: { documentId } }: Editor,
  { file, kind }: Wish,
): Promise<FileOutput | Problem> => {
  const taken = await take(file, kind)
  if (isProblem(taken)) return taken
  const bytes = taken.data.byteLength
  if ((await sumFileBytes(db, documentId)) + bytes > DOCUMENT_FILES_BYTES_MAX) return problem('filesFull')
  const [id, name] = [newId(), cleanFileName(file.name)]
  const { pixelsWide, pixelsHigh } = taken
  await db.transaction((tx) =>
    insertFile(tx, documentId, { ...taken, id, kind, name, bytes, personId, at: now() }),
  )
  return { id, kind, fileName: name, bytes, pixelsWide, pixelsHigh }
}

const mayRead = async ({ db }: Pick<Deps, 'db'>, { personId, schoolId }: Editor, fileId: string) => {
  for (const documentId of await listDocumentsOfFile(db, fileId))
    if (!isProblem(await authorize(db, { personId, schoolId }, 'document.read', documentId))) return true
  return false
}

/** Puts a file of another document into this one, as a paste needs it; only what one may read can be taken along. */
export const bringFile = async (
  deps: Pick<Deps, 'db'>,
  editor: Editor,
  fileId: string,
): Promise<FileOutput | Problem> => {
  const { documentId } = editor.subject
  const file = (await mayRead(deps, editor, fileId)) ? await describeFile(deps.db, fileId) : null
  if (!file) return problem('notFound')
  await linkFile(deps.db, documentId, fileId)
  const { name, kind, ...rest } = file
  return { ...rest, fileName: name, kind: fileKinds.find((one) => one === kind) ?? 'attachment' }
}
