import type { Database } from '../src/connect.ts'
import { demoCalendar } from './calendar.ts'
import { demoDocuments } from './documents.ts'
import { playOf } from './history.ts'
import { loadCommunities } from './load/communities.ts'
import { loadDocument, type SeedOf } from './load/documents.ts'
import { loadNetwork } from './load/network.ts'
import { loadPeople } from './load/people.ts'
import { loadRoadmap } from './load/roadmap.ts'
import { loadTalk } from './load/talk.ts'
import { loadVisits } from './load/visits.ts'

export type DemoOptions = {
  /** Municipal day to which the demo is shifted, by whole weeks; the fixed day for tests. */
  today: string
  /** Hash of the one password of all demo accounts. */
  passwordHash: string
  seedOf: SeedOf
}

export type LoadedDemo = { documents: ReadonlyMap<string, string>; roadmapId: string }

/**
 * Loads the demo municipality (DOMAIN §5) into an empty database in one transaction. What people wrote goes into the
 * log as rows with their own time, so every figure comes out of the projections like anybody's.
 */
export const loadDemo = async (
  db: Database,
  { today, passwordHash, seedOf }: DemoOptions,
): Promise<LoadedDemo> =>
  db.transaction(async (tx) => {
    const calendar = demoCalendar(today)
    const { networkId, schools } = await loadNetwork(tx, calendar)
    const people = await loadPeople(tx, { networkId, school: schools.get }, calendar, passwordHash)
    const ids = { networkId, school: schools.get, person: people.get }
    const communities = await loadCommunities(tx, ids, calendar)
    const context = { tx, ids, community: communities.get, calendar, seedOf }
    const documents = new Map<string, string>()
    for (const document of demoDocuments) {
      const documentId = await loadDocument(context, document, document.sittings.map(playOf))
      await loadTalk(context, documentId, document.talk)
      documents.set(document.title, documentId)
    }
    await loadVisits(context, documents)
    return { documents, roadmapId: await loadRoadmap(context) }
  })
