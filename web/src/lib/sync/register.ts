import { wipeJournals } from './journal.ts'

// Every page lets a person leave, so nothing here may need Yjs.
const REGISTER = 'krug-kept'

/** Names of the copies on this computer. */
export const keptNames = (): string[] => {
  try {
    const names: unknown = JSON.parse(localStorage.getItem(REGISTER) ?? '[]')
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []
  } catch {
    return []
  }
}

/** Remembers that a copy of this name is on this computer. */
export const register = (name: string): void =>
  localStorage.setItem(REGISTER, JSON.stringify([...new Set([...keptNames(), name])]))

export const deleteDatabase = (name: string): Promise<void> =>
  new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = request.onerror = request.onblocked = () => resolve()
  })

/** At sign-out, and when the mark «это мой компьютер» goes: nothing of anybody's documents stays in this browser. */
export const wipeKept = async (): Promise<void> => {
  await Promise.all(keptNames().map(deleteDatabase))
  wipeJournals()
  localStorage.removeItem(REGISTER)
}
