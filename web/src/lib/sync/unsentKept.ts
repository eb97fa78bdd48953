import { FACTS, sumOf } from './copyStores.ts'
import { keptNames } from './register.ts'

const countIn = (name: string): Promise<number> =>
  new Promise((resolve) => {
    const opening = indexedDB.open(name)
    opening.onerror = () => resolve(0)
    opening.onsuccess = () => {
      const database = opening.result
      const end = (counts: readonly unknown[]) => {
        database.close()
        resolve(sumOf(counts))
      }
      if (!database.objectStoreNames.contains(FACTS)) {
        end([])
        return
      }
      const asked = database.transaction(FACTS).objectStore(FACTS).getAll()
      asked.onsuccess = () => end(asked.result)
      asked.onerror = () => end([])
    }
  })

/** How many edits are on this computer alone, in all documents kept here: leaving would lose them. */
export const unsentKept = async (): Promise<number> => {
  const counts = await Promise.all(keptNames().map(countIn))
  return counts.reduce((sum, count) => sum + count, 0)
}
