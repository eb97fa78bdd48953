import * as encoding from 'lib0/encoding'

/** Structs of one Yjs client: `length` of them from `clock` on. */
export type StructRange = { client: number; clock: number; length: number }

/** A Yjs update (v1) that holds no structs and deletes these ranges. */
export const encodeDeletion = (ranges: readonly StructRange[]): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarUint(encoder, ranges.length)
  for (const { client, clock, length } of ranges) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarUint(encoder, length)
  }
  return encoding.toUint8Array(encoder)
}
