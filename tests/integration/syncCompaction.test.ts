import { readNewestSnapshot, readRows } from 'db/queries/log'
import { storeSnapshot } from 'db/queries/snapshots'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { areSame, replay } from '../fuzz/faults.ts'
import { until } from '../support/clients.ts'
import { appendRows } from '../support/history.ts'
import { aTownOf, pairOf, startNodes, type Nodes } from '../support/nodes.ts'
import { addParagraph, openRaw } from '../support/raw.ts'

vi.setConfig({ testTimeout: 60_000 })

const LONG_TAIL = 30
const RACES = process.env.KRUG_TEST_LONG ? 60 : 3

let nodes: Nodes
beforeAll(async () => {
  nodes = await startNodes({ roomLimits: { tailRows: 20, compactPauseMs: 0 } })
})
afterAll(() => nodes.stop())

/** Rows of the document's log as the system wrote them. */
const fill = async (documentId: string): Promise<void> => {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (let n = 1; n <= LONG_TAIL; n++) doc.transact(() => addParagraph(`слово ${n}`)(doc))
  const row = { at: new Date(), personId: null, schoolId: null, seeded: true }
  await appendRows(
    nodes.database.sql,
    documentId,
    updates.map((update, index) => ({ ...row, seq: index + 1, updates: [update] })),
  )
}

describe('C1: two compactors at once', () => {
  test('of states that reach as far one is stored, of others the furthest stands; no row goes', async () => {
    const town = await aTownOf(nodes)
    const { id } = town.document
    const { db } = nodes.database
    await fill(id)
    const rows = await readRows(db, id, 0)
    const stateOf = (seq: number) => {
      const doc = replay(rows.slice(0, seq).flatMap(({ updates }) => updates))
      return { gen: 1, seq, state: Y.encodeStateAsUpdate(doc), stateVector: Y.encodeStateVector(doc) }
    }
    const alike = await Promise.all([1, 2, 3, 4, 5].map(() => storeSnapshot(db, id, stateOf(10))))
    expect(alike.filter(Boolean)).toHaveLength(1)
    await Promise.all([22, 14, 18, 26, 12].map((seq) => storeSnapshot(db, id, stateOf(seq))))
    expect((await readNewestSnapshot(db, id))?.seq).toBe(26)
    expect(await readRows(db, id, 0)).toHaveLength(LONG_TAIL)
  })

  test('at two nodes whose rooms grow together: what a newcomer gets is what is in the log', async () => {
    const [here, there] = pairOf(nodes)
    for (let race = 0; race < RACES; race++) {
      const town = await aTownOf(nodes)
      const { id } = town.document
      await fill(id)
      const people = [await town.someone('member'), await town.someone('member')] as const
      const [mine, hers] = [await openRaw(town.at(here, people[0])), await openRaw(town.at(there, people[1]))]
      await Promise.all([mine.join(), hers.join()])
      for (const client of [mine, hers]) client.sendUpdate(client.write(addParagraph('и ещё')))
      await until(() => mine.acknowledged() === 1 && hers.acknowledged() === 1, 'both words')
      await until(
        async () => ((await readNewestSnapshot(nodes.database.db, id))?.seq ?? 0) > LONG_TAIL,
        'a state',
      )
      for (const client of [mine, hers]) client.close()
      const log = await readRows(nodes.database.db, id, 0)
      expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1))
      const newest = await readNewestSnapshot(nodes.database.db, id)
      const beyond = log.filter(({ seq }) => seq > (newest?.seq ?? 0)).flatMap(({ updates }) => updates)
      const cold = replay([newest?.state ?? new Uint8Array(), ...beyond])
      expect(areSame(cold, replay(log.flatMap(({ updates }) => updates)))).toBe(true)
    }
  })
})
