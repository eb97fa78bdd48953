import { must } from 'shared/must'
import { encodePiece, type DeletedRange } from 'shared/protocol/piece'
import { decode, type Deletions, type Struct } from '../gate/decode.ts'
import { takeInOrder } from '../gate/order.ts'

/** What Yjs takes within a few milliseconds. */
const PIECE_STRUCTS = 2_000
const PIECE_RANGES = 2_000

/** Every struct after all of the update that it names; those that wait for something that is not there come last. */
const inOrder = (structs: readonly Struct[]): Struct[] => {
  const begins = new Map<number, number>()
  for (const { id } of structs) if (!begins.has(id.client)) begins.set(id.client, id.clock)
  const ordered: Struct[] = []
  const areAll = takeInOrder(
    structs,
    (client) => begins.get(client) ?? Infinity,
    (struct) => ordered.push(struct),
  )
  if (areAll) return ordered
  const taken = new Set(ordered)
  return [...ordered, ...structs.filter((struct) => !taken.has(struct))]
}

const rangesOf = (deletions: Deletions): DeletedRange[] =>
  [...deletions.clients].flatMap(([client, ranges]) =>
    ranges.map(({ clock, len }) => ({ client, clock, len })),
  )

const portions = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  )

/**
 * Cuts an update into pieces that say the same when they are applied in their order, each on what the ones before it
 * brought: so a long one can be taken with pauses. Throws on what is no update.
 */
export const cut = (update: Uint8Array): Uint8Array[] => {
  const { structs, deletions } = must(decode(update), 'an update that can be read')
  if (structs.length <= PIECE_STRUCTS && deletions.clients.size === 0) return [update]
  return [
    ...portions(inOrder(structs), PIECE_STRUCTS).map((piece) => encodePiece(piece, [])),
    ...portions(rangesOf(deletions), PIECE_RANGES).map((piece) => encodePiece([], piece)),
  ]
}
