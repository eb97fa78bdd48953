import { onDestroy } from 'svelte'
import type { DocumentOutput } from 'shared/documents/outputs'
import type { RejectionReason } from 'shared/protocol/acknowledgement'
import { fetchBoxes } from '#lib/ui/boxes.ts'
import type { Refusal } from './edits.ts'
import { takeOut, wordsIn } from './refusal.ts'
import { openRoom, type Room, type RoomOptions } from './room.svelte.ts'

export type RoomInUse = {
  readonly room: Room
  /** The words of the last refused edit, for the clipboard. */
  readonly refusedWords: string | null
}

/** What a component that writes in a document is given. */
export type Writing = Pick<RoomOptions, 'person' | 'ownDevice' | 'outline'> & {
  document: DocumentOutput
  onaccess: () => void
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

const optionsOf = ({ document, person, ownDevice, outline, onaccess }: Writing): RoomOptions => ({
  documentId: document.id,
  gen: document.gen,
  person,
  canWrite: true,
  canComment: true,
  ownDevice,
  savedAt: document.editedAt ? new Date(document.editedAt) : null,
  outline,
  onAccessChanged: onaccess,
})

/**
 * Opens a room for as long as the component lives, and another one when the server refuses an edit for good: the
 * refused structs live in the first copy and everything typed later would hang on them, unsaved for ever.
 */
export const useRoom = (writing: Writing, { carry, leaving }: Change): RoomInUse => {
  const options = optionsOf(writing)
  let refusedWords = $state<string | null>(null)
  let next: Room | null = null
  let destroyed = false
  const isGone = () => destroyed
  /** The copy and the question before leaving stay with the room before until the next one has all of it. */
  const replace = async ({ n, updates, later }: Refusal, reason: RejectionReason) => {
    const before = room
    refusedWords = wordsIn(updates)
    let typed = later
    before.doc.on('update', (_update, _origin, _doc, { local }) => void (typed ||= local))
    await before.settledBefore(n)
    if (isGone()) return
    before.pause()
    takeOut(before.doc, updates)
    const opening = openRoom({ ...options, refused: reason, onRefused, keepLater: true })
    next = opening
    await opened(opening)
    if (isGone()) return
    if (typed) carry(before, opening)
    leaving()
    room = opening
    next = null
    await before.abandon()
    before.doc.destroy()
    // Refused again meanwhile: then the next one keeps.
    if (room === opening) opening.keep()
  }
  const onRefused = (refusal: Refusal, reason: RejectionReason) => void replace(refusal, reason)
  let room = $state.raw(openRoom({ ...options, onRefused }))
  // Writing goes on without a connection, and so do its menus.
  void opened(room).then(fetchBoxes)
  onDestroy(() => {
    destroyed = true
    next?.close()
    room.close()
  })
  return {
    get room() {
      return room
    },
    get refusedWords() {
      return refusedWords
    },
  }
}
