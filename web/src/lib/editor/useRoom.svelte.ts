import type { RejectionReason } from 'shared/protocol/acknowledgement'
import type { Refusal } from '#lib/sync/edits.ts'
import { takeOut, wordsIn } from '#lib/sync/refusal.ts'
import { openRoom, type Room, type RoomOptions } from '#lib/sync/room.svelte.ts'
import { fetchBoxes } from '#lib/ui/boxes.ts'

export type RoomInUse = {
  readonly room: Room
  /** The words of the last refused edit, for the clipboard. */
  readonly refusedWords: string | null
  close: () => void
}

type Change = {
  /** Writes into the new room what was typed after the refused edit. */
  carry: (from: Room, to: Room) => void
  /** Just before the rooms change. */
  leaving: () => void
}

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
 */
export const useRoom = (options: RoomOptions, { carry, leaving }: Change): RoomInUse => {
  let refusedWords = $state<string | null>(null)
  const replace = async ({ updates, later }: Refusal, reason: RejectionReason) => {
    const before = room
    refusedWords = wordsIn(updates)
    let typed = later
    before.doc.on('update', (_update, _origin, _doc, { local }) => void (typed ||= local))
    await before.abandon()
    takeOut(before.doc, updates)
    const next = openRoom({ ...options, refused: reason, onRefused })
    await opened(next)
    if (typed) carry(before, next)
    leaving()
    room = next
    before.doc.destroy()
  }
  const onRefused = (refusal: Refusal, reason: RejectionReason) => void replace(refusal, reason)
  let room = $state.raw(openRoom({ ...options, onRefused }))
  // Writing goes on without a connection, and so do its menus.
  void opened(room).then(fetchBoxes)
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
