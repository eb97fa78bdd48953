import type { RejectionReason } from 'shared/protocol/acknowledgement'
import type { Refusal } from '#lib/sync/edits.ts'
import { takeOut, wordsIn } from '#lib/sync/refusal.ts'
import { openRoom, type Room, type RoomOptions } from '#lib/sync/room.svelte.ts'

export type RoomInUse = {
  readonly room: Room
  /** The words of the last refused edit, for the clipboard. */
  readonly refusedWords: string | null
  close: () => void
}

type Carry = (from: Room, to: Room) => void

const opened = (room: Room): Promise<void> =>
  new Promise((resolve) => {
    const stop = $effect.root(() => {
      $effect(() => {
        if (!room.opened) return
        resolve()
        queueMicrotask(() => stop())
      })
    })
  })

/**
 * Opens a room, and another one when the server refuses an edit for good: the refused structs live in the first copy
 * and everything typed later would hang on them, unsaved for ever.
 * @param carry writes into the new room what was typed after the refused edit.
 */
export const useRoom = (options: RoomOptions, carry: Carry): RoomInUse => {
  let refusedWords = $state<string | null>(null)
  const replace = async ({ updates, later }: Refusal, reason: RejectionReason) => {
    const before = room
    refusedWords = wordsIn(updates)
    await before.abandon()
    takeOut(before.doc, updates)
    const next = openRoom({ ...options, refused: reason, onRefused })
    await opened(next)
    if (later) carry(before, next)
    room = next
    before.doc.destroy()
  }
  const onRefused = (refusal: Refusal, reason: RejectionReason) => void replace(refusal, reason)
  let room = $state.raw(openRoom({ ...options, onRefused }))
  return {
    get room() {
      return room
    },
    get refusedWords() {
      return refusedWords
    },
    close: () => room.close(),
  }
}
