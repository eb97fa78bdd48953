import { newId } from '#lib/ui/newId.ts'
import * as Y from 'yjs'
import { FACTS, sumOf, UPDATES } from './copyStores.ts'

/** From so many rows on, a copy is written anew as one. */
const ROWS_MAX = 500

const openDatabase = (name: string): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore(UPDATES, { autoIncrement: true })
      request.result.createObjectStore(FACTS)
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('no storage'))
  })

/** Resolves when the browser says that the transaction is committed, and not before. */
const committed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('aborted'))
  })

export type Batch = {
  updates: readonly Uint8Array[]
  /** How many edits of this tab the server has not acknowledged once these are among them. */
  unsent: number
  /** Through a power cut too: while the server has them not. Costs a write through to the disk. */
  lasting: boolean
}

export type Copy = {
  /**
   * Puts what is kept into the document; gives how many edits the server had not acknowledged. From now on they count as
   * this tab's own: whoever has the words sees to it that they arrive.
   */
  load: () => Promise<number>
  /** Begins at once, in this very call; resolves when it is committed. */
  write: (batch: Batch) => Promise<void>
  close: () => void
}

type Place = { database: IDBDatabase; tab: string }

const write = ({ database, tab }: Place, { updates, unsent, lasting }: Batch): Promise<void> => {
  const durability = lasting ? 'strict' : 'relaxed'
  const transaction = database.transaction([UPDATES, FACTS], 'readwrite', { durability })
  const rows = transaction.objectStore(UPDATES)
  for (const update of updates) rows.add(update)
  transaction.objectStore(FACTS).put(unsent, tab)
  transaction.commit()
  return committed(transaction)
}

/** Applies all rows; many of them become one in the same transaction, so that another tab's row is never lost. */
const applyRows = (rows: IDBObjectStore, doc: Y.Doc, origin: object): void => {
  const all = rows.getAll() as IDBRequest<Uint8Array[]>
  all.onsuccess = () => {
    Y.transact(doc, () => all.result.forEach((update) => Y.applyUpdate(doc, update)), origin, false)
    if (all.result.length < ROWS_MAX) return
    rows.clear()
    rows.add(Y.encodeStateAsUpdate(doc))
  }
}

const load = async ({ database, tab }: Place, doc: Y.Doc, origin: object): Promise<number> => {
  const transaction = database.transaction([UPDATES, FACTS], 'readwrite')
  applyRows(transaction.objectStore(UPDATES), doc, origin)
  const facts = transaction.objectStore(FACTS)
  const counts = facts.getAll()
  counts.onsuccess = () => {
    facts.clear()
    facts.put(sumOf(counts.result), tab)
  }
  await committed(transaction)
  return sumOf(counts.result)
}

const join = (database: IDBDatabase, doc: Y.Doc, origin: object): Promise<void> => {
  const transaction = database.transaction(UPDATES, 'readwrite')
  applyRows(transaction.objectStore(UPDATES), doc, origin)
  return committed(transaction)
}

/** Opens this computer's copy of a document. Rejects where the browser has no storage. */
export const openCopy = async (name: string, doc: Y.Doc, origin: object): Promise<Copy> => {
  const database = await openDatabase(name)
  // Another tab signs out and removes the copy: it must not have to wait for this one.
  database.onversionchange = () => database.close()
  const place = { database, tab: newId() }
  let rows = 0
  return {
    load: () => load(place, doc, origin),
    write: async (batch) => {
      await write(place, batch)
      rows += batch.updates.length
      if (rows < ROWS_MAX) return
      rows = 0
      await join(database, doc, origin)
    },
    close: () => database.close(),
  }
}
