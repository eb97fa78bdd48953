import { encodeUpdate, EMPTY_STEP_2, EMPTY_UPDATE, isEmptyUpdate } from 'shared/protocol/frames'
import * as Y from 'yjs'

/** Rows after the base, as they were broadcast: one or several merged into one frame. */
type TailPart = { last: number; rows: number; update: Uint8Array; frame: Uint8Array }

const FOLD_PARTS = 64
const FOLD_BYTES = 256 * 1024

/** The update is kept as a view into its frame: what came may be a view into a large read of the socket. */
const partOf = (last: number, rows: number, update: Uint8Array): TailPart => {
  const frame = encodeUpdate(update)
  return { last, rows, update: frame.subarray(frame.length - update.length), frame }
}

/** What a base and the updates after it bring beyond a state vector: a frame of each at most. */
const beyond = (stateVector: Uint8Array, [base, ...rest]: [Uint8Array, ...Uint8Array[]]): Uint8Array[] => {
  const parts = [base, rest.length > 1 ? Y.mergeUpdates(rest) : (rest[0] ?? EMPTY_UPDATE)]
  return parts
    .filter((update) => !isEmptyUpdate(update))
    .map((update) => encodeUpdate(Y.diffUpdate(update, stateVector)))
}

type Size = { rows: number; bytes: number }

const sizeOf = (parts: readonly TailPart[]): Size => ({
  rows: parts.reduce((sum, part) => sum + part.rows, 0),
  bytes: parts.reduce((sum, part) => sum + part.update.length, 0),
})

/** Many small parts become one, so that a joiner gets few frames; true when they did. */
const fold = (tail: TailPart[]): boolean => {
  if (tail.length === 0 || tail.length % FOLD_PARTS !== 0) return false
  const newest = tail.slice(-FOLD_PARTS)
  const { rows, bytes } = sizeOf(newest)
  if (bytes > FOLD_BYTES) return false
  const merged = Y.mergeUpdates(newest.map((part) => part.update))
  tail.splice(-FOLD_PARTS, FOLD_PARTS, partOf(newest.at(-1)?.last ?? 0, rows, merged))
  return true
}

/** Moves the clocks of a state vector on by an update; a client's structs after a gap do not count. */
const count = (vector: Map<number, number>, update: Uint8Array): void => {
  const { from, to } = Y.parseUpdateMeta(update)
  for (const [client, end] of to) {
    const known = vector.get(client) ?? 0
    if ((from.get(client) ?? 0) <= known && end > known) vector.set(client, end)
  }
}

/**
 * What is committed of a document, as bytes: a base and the rows after it. Nothing here is ahead of the log.
 * Joining costs no merge: the same bytes go to everyone (SPEC J2).
 */
export const createState = (baseSeq: number, base: Uint8Array) => {
  let baseFrame: Uint8Array | null = null
  let vector: Map<number, number> | null = null
  let head = baseSeq
  let tail: TailPart[] = []
  /** Of the tail; asked for with every update, so it is not counted anew. */
  let size: Size = { rows: 0, bytes: 0 }
  /** The newest answer to one who had a part already: many come back with the same one at once. */
  let lately: { key: string; frames: Uint8Array[] } | null = null

  const updates = (): [Uint8Array, ...Uint8Array[]] => [base, ...tail.map((part) => part.update)]
  const tailFrames = () => tail.map((part) => part.frame)
  const baseFrames = (): Uint8Array[] => {
    if (isEmptyUpdate(base)) return []
    baseFrame ??= encodeUpdate(base)
    return [baseFrame]
  }
  const clocks = (): Map<number, number> => {
    if (vector) return vector
    vector = new Map()
    for (const update of updates()) count(vector, update)
    return vector
  }

  return {
    /** Seq of the newest row in here. */
    head: () => head,
    bytes: () => base.length + size.bytes,
    baseBytes: () => base.length,
    tail: (): Readonly<Size> => size,
    /** All committed updates, oldest first. */
    updates,
    /** How far each client's structs are committed. */
    stateVector: () => Y.encodeStateVector(clocks()),

    /** Takes the updates of all rows after `head()` up to `last`; gives the frames that tell of them. */
    advance: (last: number, added: readonly Uint8Array[]): Uint8Array[] => {
      const parts = added.map((update, index) => partOf(last, index === 0 ? last - head : 0, update))
      if (vector) for (const update of added) count(vector, update)
      tail.push(...parts)
      lately = null
      head = last
      const grown = sizeOf(parts)
      size = fold(tail) ? sizeOf(tail) : { rows: size.rows + grown.rows, bytes: size.bytes + grown.bytes }
      return parts.map((part) => part.frame)
    },
    /** Everything after `seq`, and perhaps a little before it: updates may be applied twice. */
    framesAfter: (seq: number): Uint8Array[] =>
      seq < baseSeq
        ? [...baseFrames(), ...tailFrames()]
        : tail.filter((part) => part.last > seq).map((part) => part.frame),
    /** What a joiner with this state vector lacks, ending in a step 2. Throws on a malformed vector. */
    joinFrames: (stateVector: Uint8Array): Uint8Array[] => {
      if (Y.decodeStateVector(stateVector).size === 0) return [...baseFrames(), ...tailFrames(), EMPTY_STEP_2]
      const key = Buffer.from(stateVector).toString('latin1')
      if (lately?.key !== key) lately = { key, frames: beyond(stateVector, updates()) }
      return [...lately.frames, EMPTY_STEP_2]
    },
    /** A verified full state of the rows up to `seq` takes the place of the base and of those rows. */
    rebase: (seq: number, update: Uint8Array): void => {
      if (seq <= baseSeq || seq > head) return
      baseSeq = seq
      base = update
      baseFrame = null
      lately = null
      tail = tail.filter((part) => part.last > seq)
      size = sizeOf(tail)
    },
  }
}

export type State = ReturnType<typeof createState>
