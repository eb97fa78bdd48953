import { FACTS, UNSENT } from './copyStores.ts'
import { keptNames } from './register.ts'

const countIn = (name: string): Promise<number> =>
  new Promise((resolve) => {
    const opening = indexedDB.open(name)
    opening.onerror = () => resolve(0)
    opening.onsuccess = () => {
      const database = opening.result
      const end = (count: unknown) => {
        database.close()
        resolve(typeof count === 'number' ? count : 0)
      }
      if (!database.objectStoreNames.contains(FACTS)) {
        end(0)
        return
      }
      const asked: IDBRequest<unknown> = database.transaction(FACTS).objectStore(FACTS).get(UNSENT)
      asked.onsuccess = () => end(asked.result)
      asked.onerror = () => end(0)
    }
  })

/** How many edits are on this computer alone, in all documents kept here: leaving would lose them. */
export const unsentKept = async (): Promise<number> => {
  const counts = await Promise.all(keptNames().map(countIn))
  return counts.reduce((sum, count) => sum + count, 0)
}
