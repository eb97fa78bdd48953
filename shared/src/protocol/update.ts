import * as Y from 'yjs'

/** The Yjs client ids under which an update (v1) writes new structs. Throws on malformed bytes. */
export const clientsOf = (update: Uint8Array): number[] => [
  ...new Set(Y.decodeUpdate(update).structs.map((struct) => struct.id.client)),
]
