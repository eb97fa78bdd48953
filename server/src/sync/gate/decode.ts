import * as Y from 'yjs'

export type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number]
/** By client: from which clock, and how many. */
export type Ranges = Map<number, { clock: number; len: number }[]>
export type Deletions = { clients: Ranges }
export type Decoded = { structs: Struct[]; deletions: Deletions }

/** No person types so much; beyond 2⁵³ clocks cannot be written any more, and the document could not be handed on. */
const CLOCK_MAX = 2 ** 40

const isId = (client: number): boolean => Number.isSafeInteger(client) && client >= 0

const isRange = (clock: number, length: number): boolean =>
  length > 0 && clock >= 0 && clock + length <= CLOCK_MAX

/**
 * Every client has one list without holes, the greatest id first. Of two lists Yjs takes the second alone, so that nobody
 * would have judged what it takes; and where a smaller id comes first, its merging of bytes loses what follows.
 */
const areListed = (structs: readonly Struct[]): boolean => {
  let previous: Struct | undefined
  for (const struct of structs) {
    const { client, clock } = struct.id
    if (!isId(client) || !isRange(clock, struct.length)) return false
    if (previous?.id.client === client) {
      if (clock !== previous.id.clock + previous.length) return false
    } else if (previous && previous.id.client < client) return false
    previous = struct
  }
  return true
}

const areRanges = (deletions: Deletions): boolean =>
  [...deletions.clients].every(
    ([client, ranges]) => isId(client) && ranges.every(({ clock, len }) => isRange(clock, len)),
  )

/** Yjs names what is deleted once; a merge by an old version of it may name it again. */
const NAMED_MOST = 4

/**
 * False for deletions that name the same structs again and again: each range is looked through, by us and by every client,
 * so that a few kilobytes of them would take minutes (SPEC G12).
 */
export const areNamedSeldom = ({ clients }: Deletions): boolean =>
  [...clients.values()].every((ranges) => {
    let [named, distinct, end] = [0, 0, 0]
    for (const { clock, len } of ranges.toSorted((one, other) => one.clock - other.clock)) {
      named += len
      distinct += Math.max(0, clock + len - Math.max(clock, end))
      end = Math.max(end, clock + len)
    }
    return named <= NAMED_MOST * distinct
  })

/** Reads an update (v1 only: a v2 payload can hang the reader, yjs#687). Null when Yjs could not have written it. */
export const decode = (update: Uint8Array): Decoded | null => {
  try {
    const { structs, ds } = Y.decodeUpdate(update)
    const deletions: Deletions = { clients: ds.clients }
    return areListed(structs) && areRanges(deletions) ? { structs, deletions } : null
  } catch {
    return null
  }
}
