import type { Db } from 'db/connect'
import { listPictureSizes, readPictures } from 'db/queries/files'
import type { BodyNode } from 'shared/documents/body'
import type { Picture } from './picture.ts'

/** All pictures of a file together; those that come after are left out, and told. */
const BYTES_MOST = 48 * 1024 * 1024
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u

/** Ids of the pictures in a text, in the order they stand in. */
const picturesIn = (node: BodyNode): string[] => [
  ...(node.type === 'image' && typeof node.attrs?.file === 'string' && uuid.test(node.attrs.file)
    ? [node.attrs.file]
    : []),
  ...(node.content ?? []).flatMap(picturesIn),
]

const withinBounds = (ids: readonly string[], sizes: ReadonlyMap<string, number>): string[] => {
  let left = BYTES_MOST
  return ids.filter((id) => {
    left -= sizes.get(id) ?? 0
    return left >= 0
  })
}

/** The pictures of a document, by the ids its text names; only those that were put into it. */
export const collectPictures = async (
  db: Db,
  documentId: string,
  body: BodyNode,
): Promise<Map<string, Picture>> => {
  const ids = [...new Set(picturesIn(body))]
  const sizes = new Map((await listPictureSizes(db, documentId, ids)).map(({ id, bytes }) => [id, bytes]))
  const own = ids.filter((id) => sizes.has(id))
  const found = await readPictures(db, withinBounds(own, sizes))
  return new Map(
    found.map(({ id, mediaType, data, pixelsWide, pixelsHigh }) => [
      id,
      { type: mediaType === 'image/png' ? 'png' : 'jpg', data, wide: pixelsWide ?? 1, high: pixelsHigh ?? 1 },
    ]),
  )
}
