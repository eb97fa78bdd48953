import * as Y from 'yjs'
import { openCopy } from './copy.ts'
import { openJournal, type Journal } from './journal.ts'
import { deleteDatabase, register, wipeOlder } from './register.ts'
import { createWriter, type WriterReports } from './writer.ts'

/** A copy of a document on this computer: only where the person said «это мой компьютер». */
export type Kept = {
  /** Resolves when the copy has been read: how many edits it holds that the server had not acknowledged. */
  loaded: Promise<number>
  /** Remembers how many edits wait, for a visit without connection. */
  remember: (unsent: number) => void
  stop: () => void
  /** Stops, and removes the copy: it holds what the server will never take. */
  forget: () => Promise<void>
}

/** A copy belongs to one person, one document and one generation of it: nobody else's and no restored one's. */
export const keptName = (personId: string, documentId: string, gen: number): string =>
  `krug:${personId}:${documentId}:${gen}`

/** Brings in what a tab that died had not stored yet; gives how many edits that were. */
const takeJournal = (doc: Y.Doc, journal: Journal): number => {
  const { updates, taken } = journal.left()
  for (const update of updates) Y.applyUpdate(doc, update, 'journal')
  taken()
  return updates.length
}

/** Keeps the document under this name on this computer from now on, what it holds already too, and reads what is there. */
export const keepHere = (name: string, doc: Y.Doc, reports: WriterReports): Kept => {
  register(name)
  void wipeOlder(name)
  const origin = {}
  const journal = openJournal(name)
  const writer = createWriter(journal, reports)
  const notice = (update: Uint8Array, source: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
    if (source !== origin) writer.add(update, local || source === 'journal')
  }
  if (doc.store.clients.size > 0) writer.add(Y.encodeStateAsUpdate(doc), true)
  doc.on('update', notice)
  window.addEventListener('pagehide', writer.hurry)
  const opening = openCopy(name, doc, origin)
  const read = async () => {
    const copy = await opening
    const unsent = (await copy.load()) + takeJournal(doc, journal)
    writer.count(unsent)
    writer.begin(copy)
    return unsent
  }
  const load = () =>
    read().catch((error: unknown) => {
      writer.giveUp()
      throw error
    })
  const stop = async () => {
    doc.off('update', notice)
    window.removeEventListener('pagehide', writer.hurry)
    await writer.stop()
    const copy = await opening.catch(() => null)
    copy?.close()
  }
  return {
    loaded: load(),
    remember: writer.count,
    stop: () => void stop(),
    forget: async () => {
      await stop()
      journal.hold([])
      await deleteDatabase(name)
    },
  }
}
