import { encodeDeletion, type StructRange } from 'shared/protocol/deletion'
import * as Y from 'yjs'

const rangesOf = (update: Uint8Array): StructRange[] =>
  Y.decodeUpdate(update).structs.flatMap((struct) =>
    struct instanceof Y.Item
      ? [{ client: struct.id.client, clock: struct.id.clock, length: struct.length }]
      : [],
  )

/** Takes out of a document what these updates put in. What they deleted stays deleted. */
export const takeOut = (doc: Y.Doc, updates: readonly Uint8Array[]): void =>
  Y.applyUpdate(doc, encodeDeletion(updates.flatMap(rangesOf)), 'refusal')

/** The words that updates put in, for the clipboard: a paste that was refused is not lost. */
export const wordsIn = (updates: readonly Uint8Array[]): string =>
  updates
    .flatMap((update) => Y.decodeUpdate(update).structs)
    .map((struct) =>
      struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.content.str : '\n',
    )
    .join('')
    .replace(/\n+/g, '\n')
    .trim()
