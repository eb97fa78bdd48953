import type { Difference } from 'shared/roadmaps/write'

/** One step of a change as Yjs tells it. */
export type Step = { retain?: number | undefined; insert?: unknown; delete?: number | undefined }

/** Where each character of a field stands in the shared text now; −1 when somebody has deleted it there. */
export type Places = readonly number[]

export const placesOf = (length: number): Places => Array.from({ length }, (_, index) => index)

const follow = (place: number, delta: readonly Step[]): number => {
  let at = 0
  let moved = place
  for (const { retain = 0, insert, delete: removed = 0 } of delta) {
    if (typeof insert === 'string') {
      if (at > moved) return moved
      moved += insert.length
      at += insert.length
    } else if (removed > 0) {
      if (moved >= at && moved < at + removed) return -1
      if (moved >= at + removed) moved -= removed
    } else at += retain
  }
  return moved
}

/** The places after others changed the text. */
export const followOthers = (places: Places, delta: readonly Step[]): Places =>
  places.map((place) => (place < 0 ? place : follow(place, delta)))

/** The index in the text of a gap between characters of the field: right after the last one that still stands. */
export const gapAt = (places: Places, index: number): number => {
  const before = places.slice(0, index).findLast((place) => place >= 0)
  return before === undefined ? 0 : before + 1
}

export type Edit = { remove: number[]; at: number; inserted: string }

/**
 * A change of the field as a change of the text: characters to remove (from the last, so that others' words between
 * them stay), then what to insert; and the places afterwards.
 */
export const followSelf = (places: Places, change: Difference): { edit: Edit; places: Places } => {
  const { at, length, inserted } = change
  const taken = places.slice(at, at + length).filter((place) => place >= 0)
  const gap = gapAt(places, at)
  const move = (place: number): number => {
    if (place < 0) return place
    const before = taken.filter((gone) => gone < place).length
    const kept = place - before
    return place >= gap ? kept + inserted.length : kept
  }
  const written = placesOf(inserted.length).map((offset) => gap + offset)
  return {
    edit: { remove: taken.slice().reverse(), at: gap, inserted },
    places: [...places.slice(0, at).map(move), ...written, ...places.slice(at + length).map(move)],
  }
}
