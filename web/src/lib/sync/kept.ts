import type { IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'

const REGISTER = 'krug-kept'
const UNSENT = 'unsent'

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

const readRegister = (): string[] => {
  try {
    const names: unknown = JSON.parse(localStorage.getItem(REGISTER) ?? '[]')
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []
  } catch {
    return []
  }
}

const register = (name: string): void =>
  localStorage.setItem(REGISTER, JSON.stringify([...new Set([...readRegister(), name])]))

/** A copy belongs to one person, one document and one generation of it: nobody else's and no restored one's. */
export const keptName = (personId: string, documentId: string, gen: number): string =>
  `krug:${personId}:${documentId}:${gen}`

const loadedFrom = async (copy: IndexeddbPersistence): Promise<number> => {
  await copy.whenSynced
  const unsent: unknown = await copy.get(UNSENT)
  return typeof unsent === 'number' ? unsent : 0
}

/** Keeps the document under this name on this computer from now on, and reads what is already there. */
export const keepHere = (name: string, doc: Y.Doc): Kept => {
  register(name)
  const opening = import('y-indexeddb').then((module) => new module.IndexeddbPersistence(name, doc))
  let stopped = false
  return {
    loaded: opening.then(loadedFrom),
    remember: (unsent) =>
      void opening.then(async (copy) => {
        if (!stopped) await copy.set(UNSENT, unsent)
      }),
    stop: () => {
      stopped = true
      void opening.then((copy) => copy.destroy())
    },
    forget: () => {
      stopped = true
      return opening.then((copy) => copy.clearData())
    },
  }
}

const deleteDatabase = (name: string): Promise<void> =>
  new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = request.onerror = request.onblocked = () => resolve()
  })

/** At sign-out, and when the mark «это мой компьютер» goes: nothing of anybody's documents stays in this browser. */
export const wipeKept = async (): Promise<void> => {
  await Promise.all(readRegister().map(deleteDatabase))
  localStorage.removeItem(REGISTER)
}

/** Tells once when the browser has no room left for copies. */
export const onDiskFull = (tell: () => void): (() => void) => {
  const notice = (event: PromiseRejectionEvent) => {
    const reason: unknown = event.reason
    if (!(reason instanceof DOMException) || reason.name !== 'QuotaExceededError') return
    event.preventDefault()
    tell()
  }
  window.addEventListener('unhandledrejection', notice)
  return () => window.removeEventListener('unhandledrejection', notice)
}
