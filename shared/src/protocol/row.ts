import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** Packs the Yjs updates (v1) of one log row: each behind its length as varUint, never merged. */
export const packUpdates = (updates: readonly Uint8Array[]): Uint8Array => {
  const encoder = encoding.createEncoder()
  for (const update of updates) encoding.writeVarUint8Array(encoder, update)
  return encoding.toUint8Array(encoder)
}

/** The updates of a log row in the order they were accepted. Throws on a damaged row. */
export const unpackUpdates = (data: Uint8Array): Uint8Array[] => {
  const decoder = decoding.createDecoder(data)
  const updates: Uint8Array[] = []
  while (decoding.hasContent(decoder)) updates.push(decoding.readVarUint8Array(decoder))
  return updates
}
