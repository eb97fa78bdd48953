import * as Y from 'yjs'

export type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number]
export type Deletions = ReturnType<typeof Y.decodeUpdate>['ds']
export type Decoded = { structs: Struct[]; deletions: Deletions }

/** Reads an update (v1 only: a v2 payload can hang the reader, yjs#687). Null when it is malformed. */
export const decode = (update: Uint8Array): Decoded | null => {
  try {
    const { structs, ds } = Y.decodeUpdate(update)
    return { structs, deletions: ds }
  } catch {
    return null
  }
}
