import { encodeUpdate, EMPTY_STEP_2, EMPTY_UPDATE, isEmptyUpdate } from 'shared/protocol/frames'
import * as Y from 'yjs'
import { metaOf } from './meta.ts'
import { createTail, type Merge } from './tail.ts'

/** What a base and the updates after it bring beyond a state vector: a frame of each at most. */
export const framesBeyond = (
  stateVector: Uint8Array,
  [base, ...rest]: [Uint8Array, ...Uint8Array[]],
): Uint8Array[] => {
  const parts = [base, rest.length > 1 ? Y.mergeUpdates(rest) : (rest[0] ?? EMPTY_UPDATE)]
  return parts
    .filter((update) => !isEmptyUpdate(update))
    .map((update) => encodeUpdate(Y.diffUpdate(update, stateVector)))
}

/** Moves the clocks of a state vector on by an update; a client's structs after a gap do not count. */
const count = (vector: Map<number, number>, update: Uint8Array): void => {
  const { from, to } = metaOf(update)
  for (const [client, end] of to) {
    const known = vector.get(client) ?? 0
    if ((from.get(client) ?? 0) <= known && end > known) vector.set(client, end)
  }
}

/**
 * What is committed of a document, as bytes: a base and the rows after it. Nothing here is ahead of the log.
 * Joining costs no merge: the same bytes go to everyone (SPEC J2). `baseVector` is the base's state vector, where it is known.
 */
export const createState = (baseSeq: number, base: Uint8Array, baseVector?: Uint8Array) => {
  let baseFrame: Uint8Array | null = null
  let vector: Map<number, number> | null = baseVector ? Y.decodeStateVector(baseVector) : null
  let head = baseSeq
  const tail = createTail()
  /** The newest answer to one who had a part already: many come back with the same one at once. */
  let lately: { key: string; frames: Uint8Array[] } | null = null

  const updates = (): [Uint8Array, ...Uint8Array[]] => [base, ...tail.updates()]
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
    bytes: () => base.length + tail.size().bytes,
    baseBytes: () => base.length,
    tail: tail.size,
    /** All committed updates, oldest first. */
    updates,
    /** How far each client's structs are committed. */
    stateVector: () => Y.encodeStateVector(clocks()),

    /** Takes the updates of all rows after `head()` up to `last`. */
    advance: (last: number, added: readonly Uint8Array[]): void => {
      if (vector) for (const update of added) count(vector, update)
      tail.add(last - head, added)
      lately = null
      head = last
    },
    /** Gives the frames that tell of all that came since the last call, as few as `merge` makes of them. */
    gather: (merge: Merge): Uint8Array[] => tail.gather(head, merge),
    /** Everything after `seq`, and perhaps a little before it: updates may be applied twice. */
    framesAfter: (seq: number): Uint8Array[] =>
      seq < baseSeq ? [...baseFrames(), ...tail.frames()] : tail.framesAfter(seq),
    /** What a joiner with this state vector lacks, ending in a step 2. Throws on a malformed vector. */
    joinFrames: (stateVector: Uint8Array): Uint8Array[] => {
      if (Y.decodeStateVector(stateVector).size === 0)
        return [...baseFrames(), ...tail.frames(), EMPTY_STEP_2]
      const key = Buffer.from(stateVector).toString('latin1')
      if (lately?.key !== key) lately = { key, frames: framesBeyond(stateVector, updates()) }
      return [...lately.frames, EMPTY_STEP_2]
    },
    /** A verified full state of the rows up to `seq` takes the place of the base and of those rows. */
    rebase: (seq: number, update: Uint8Array): void => {
      if (seq <= baseSeq || seq > head) return
      baseSeq = seq
      base = update
      baseFrame = null
      lately = null
      tail.drop(seq)
    },
  }
}

export type State = ReturnType<typeof createState>
