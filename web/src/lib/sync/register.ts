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

const writeRegister = (names: readonly string[]): void =>
  localStorage.setItem(REGISTER, JSON.stringify([...new Set(names)]))

/** Remembers that a copy of this name is on this computer. */
export const register = (name: string): void => writeRegister([...keptNames(), name])

export const deleteDatabase = (name: string): Promise<void> =>
  new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = request.onerror = request.onblocked = () => resolve()
  })

/** Removes the copies of the same document under older generations: what they hold was given up for good (SPEC V8). */
export const wipeOlder = async (name: string): Promise<void> => {
  const end = name.lastIndexOf(':') + 1
  const isOlder = (other: string) =>
    other.startsWith(name.slice(0, end)) && Number(other.slice(end)) < Number(name.slice(end))
  const older = keptNames().filter(isOlder)
  await Promise.all(older.map(deleteDatabase))
  older.forEach((other) => wipeJournals(other))
  if (older.length > 0) writeRegister(keptNames().filter((other) => !older.includes(other)))
}

/** At sign-out, and when the mark «это мой компьютер» goes: nothing of anybody's documents stays in this browser. */
export const wipeKept = async (): Promise<void> => {
  await Promise.all(keptNames().map(deleteDatabase))
  wipeJournals()
  localStorage.removeItem(REGISTER)
}
