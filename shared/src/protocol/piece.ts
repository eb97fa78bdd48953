import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { must } from '../must.ts'

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number]
export type DeletedRange = { client: number; clock: number; len: number }

const byClient = <T>(all: readonly T[], clientOf: (one: T) => number): Map<number, T[]> => {
  const lists = new Map<number, T[]>()
  for (const one of all) {
    const list = lists.get(clientOf(one))
    if (list) list.push(one)
    else lists.set(clientOf(one), [one])
  }
  return lists
}

/** An update (v1) of these structs, which follow each other without a gap for every client, and these deletions. */
export const encodePiece = (structs: readonly Struct[], ranges: readonly DeletedRange[]): Uint8Array => {
  const encoder = new Y.UpdateEncoderV1()
  const { restEncoder } = encoder
  const lists = byClient(structs, ({ id }) => id.client)
  encoding.writeVarUint(restEncoder, lists.size)
  for (const [client, list] of lists) {
    encoding.writeVarUint(restEncoder, list.length)
    encoding.writeVarUint(restEncoder, client)
    encoding.writeVarUint(restEncoder, must(list[0], 'a first struct').id.clock)
    for (const struct of list) struct.write(encoder, 0)
  }
  const deleted = byClient(ranges, ({ client }) => client)
  encoding.writeVarUint(restEncoder, deleted.size)
  for (const [client, list] of deleted) {
    encoding.writeVarUint(restEncoder, client)
    encoding.writeVarUint(restEncoder, list.length)
    for (const { clock, len } of list) {
      encoding.writeVarUint(restEncoder, clock)
      encoding.writeVarUint(restEncoder, len)
    }
  }
  return encoder.toUint8Array()
}
