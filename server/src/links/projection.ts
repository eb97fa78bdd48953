import { isDeepStrictEqual } from 'node:util'
import { forgetLinks, listLinks, writeLinks } from 'db/queries/links'
import { linkedDocuments } from 'shared/links/linked'
import * as Y from 'yjs'
import type { LogRow, Projection } from '../projections/projection.ts'

const sign = Buffer.from('documentLink')
const namesAny = ({ updates }: LogRow): boolean =>
  updates.some((update) => Buffer.from(update.buffer, update.byteOffset, update.byteLength).includes(sign))

/** Which documents name which. A text that names none and whose new rows bring no link is not even read. */
export const documentLinks: Projection = {
  name: 'documentLinks',
  concerns: (kind) => kind !== 'roadmap',
  apply: async (tx, { id }, rows, before) => {
    const held = await listLinks(tx, id)
    if (held.length === 0 && !rows.some(namesAny)) return
    const doc = await before()
    for (const row of rows) for (const update of row.updates) Y.applyUpdate(doc, update)
    const wanted = linkedDocuments(doc).filter((linked) => linked !== id)
    if (!isDeepStrictEqual(wanted, held)) await writeLinks(tx, id, wanted)
  },
  reset: forgetLinks,
}
