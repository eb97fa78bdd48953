import { encodeUpdate } from 'shared/protocol/frames'
import * as Y from 'yjs'

/** Rows after the base, as they were broadcast: one or several merged into one frame, `level` times over. */
type TailPart = { last: number; rows: number; level: number; update: Uint8Array; frame: Uint8Array }

const FOLD_PARTS = 16
const FOLD_BYTES = 256 * 1024

/** The update is kept as a view into its frame: what came may be a view into a large read of the socket. */
const partOf = (last: number, rows: number, update: Uint8Array, level = 0): TailPart => {
  const frame = encodeUpdate(update)
  return { last, rows, level, update: frame.subarray(frame.length - update.length), frame }
}

type Size = { rows: number; bytes: number }

const sizeOf = (parts: readonly TailPart[]): Size => ({
  rows: parts.reduce((sum, part) => sum + part.rows, 0),
  bytes: parts.reduce((sum, part) => sum + part.update.length, 0),
})

/**
 * Sixteen small parts become one, sixteen such again: a joiner gets few frames, and no byte is merged more than a few
 * times. True when some did.
 */
const fold = (tail: TailPart[]): boolean => {
  for (let level = 0; ; level++) {
    const newest = tail.slice(-FOLD_PARTS)
    if (newest.length < FOLD_PARTS || newest.some((part) => part.level !== level)) return level > 0
    const { rows, bytes } = sizeOf(newest)
    if (bytes > FOLD_BYTES) return level > 0
    const merged = Y.mergeUpdates(newest.map((part) => part.update))
    tail.splice(-FOLD_PARTS, FOLD_PARTS, partOf(newest.at(-1)?.last ?? 0, rows, merged, level + 1))
  }
}

export type Merge = (updates: readonly Uint8Array[]) => Uint8Array[]

/** The rows after a base: those that were told, folded, and those that are committed and not told yet, as they came. */
export const createTail = () => {
  let told: TailPart[] = []
  let fresh: Uint8Array[] = []
  let freshRows = 0
  /** Of both; asked for with every update, so it is not counted anew. */
  let size: Size = { rows: 0, bytes: 0 }

  const freshFrames = () => fresh.map(encodeUpdate)
  const measure = () => {
    const { rows, bytes } = sizeOf(told)
    const freshBytes = fresh.reduce((sum, update) => sum + update.length, 0)
    size = { rows: rows + freshRows, bytes: bytes + freshBytes }
  }

  return {
    size: (): Readonly<Size> => size,
    updates: (): Uint8Array[] => [...told.map((part) => part.update), ...fresh],
    frames: (): Uint8Array[] => [...told.map((part) => part.frame), ...freshFrames()],
    framesAfter: (seq: number): Uint8Array[] => [
      ...told.filter((part) => part.last > seq).map((part) => part.frame),
      ...freshFrames(),
    ],
    add: (rows: number, added: readonly Uint8Array[]): void => {
      const bytes = added.reduce((sum, update) => sum + update.length, 0)
      size = { rows: size.rows + rows, bytes: size.bytes + bytes }
      for (const update of added) fresh.push(update)
      freshRows += rows
    },
    /** What came since the last call, which ends with row `head`: the frames that tell of it. */
    gather: (head: number, merge: Merge): Uint8Array[] => {
      const parts = merge(fresh).map((update, index) => partOf(head, index === 0 ? freshRows : 0, update))
      fresh = []
      freshRows = 0
      let hasFolded = false
      for (const part of parts) {
        told.push(part)
        hasFolded = fold(told) || hasFolded
      }
      if (hasFolded) measure()
      return parts.map((part) => part.frame)
    },
    /** Rows up to `seq` are in the base now; what is not told yet stays, to be told. */
    drop: (seq: number): void => {
      told = told.filter((part) => part.last > seq)
      measure()
    },
  }
}
