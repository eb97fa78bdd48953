import { createHash } from 'node:crypto'
import type * as Y from 'yjs'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A Y.Map lists its keys in the order in which they came, which differs between copies and means nothing. */
const sortKeys = (_key: string, value: unknown): unknown =>
  isRecord(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value

/** What a reader would see of the contract's roots: equal in all copies that hold the same. */
export const fingerprint = (doc: Y.Doc): string =>
  createHash('sha256')
    .update(doc.getXmlFragment('body').toJSON())
    .update(JSON.stringify(doc.getMap('fields').toJSON(), sortKeys))
    .update(JSON.stringify(doc.getArray('rows').toJSON(), sortKeys))
    .digest('hex')
