import { DEMO_DAY, demoConfirmed, demoDrafts } from 'db/demo/roadmap'
import { newId } from 'db/id'
import { seedDocument } from 'db/queries/log'
import { listActions, listOpenActions } from 'db/queries/roadmaps'
import { createProjections } from 'server/projections/runner'
import { roadmapActions } from 'server/roadmaps/projection'
import { addAction, deleteAction, setCell } from 'shared/roadmaps/change'
import { directionCoverage } from 'shared/roadmaps/coverage'
import type { Counted } from 'shared/roadmaps/figures'
import { roadmapFigures } from 'shared/roadmaps/figures'
import { moveAction } from 'shared/roadmaps/move'
import { findRow, openRoadmap } from 'shared/roadmaps/open'
import { readRoadmap } from 'shared/roadmaps/read'
import { setStatus } from 'shared/roadmaps/status'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { aDocument } from '../factories/document.ts'
import { aPerson } from '../factories/person.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'

let database: FreshDatabase
let projections: ReturnType<typeof createProjections>
let documentId: string
let doc: Y.Doc
let pending: Uint8Array[]

const silent = { error: () => undefined, warn: () => undefined }

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  projections = createProjections({ db, log: silent, projections: [roadmapActions], now: () => new Date() })
})
afterAll(async () => {
  await projections.stop()
  await database.drop()
})
beforeEach(async () => {
  documentId = (await aDocument(database.db, { kind: 'roadmap' })).id
  doc = new Y.Doc()
  pending = []
  doc.on('update', (update: Uint8Array) => pending.push(update))
})

/** What was done to the document since the last call becomes rows of the log, then of the table. */
const commit = async (): Promise<void> => {
  const updates = pending.splice(0)
  const author = await aPerson(database.db)
  for (const update of updates)
    await database.db.transaction((tx) =>
      seedDocument(tx, { documentId, updates: [update], at: new Date(), personId: author.id }),
    )
  await projections.settle()
}

const plan = new Map<number, string>()
const idOf = (number: number): string => plan.get(number) ?? ''

const addDemoPlan = () => {
  const ids = { personId: () => newId(), schoolId: () => newId() }
  for (const { number, draft } of demoDrafts(ids)) {
    plan.set(number, newId())
    addAction(doc, draft, { id: idOf(number) })
  }
}

const table = async (): Promise<Counted[]> =>
  (await listActions(database.db, documentId)).map(
    ({ actionId, ...row }) => ({ ...row, id: actionId }) as unknown as Counted,
  )

describe('the table of a roadmap', () => {
  it('gives the figures of the document itself (DOMAIN §5.7)', async () => {
    addDemoPlan()
    await commit()
    const facts = { on: DEMO_DAY, confirmed: new Set(demoConfirmed.map(idOf)) }
    const rows = await table()
    const { actions } = readRoadmap(doc)
    expect(rows.map(({ id }) => id)).toEqual(actions.map(({ id }) => id))
    expect(roadmapFigures(rows, facts)).toEqual(roadmapFigures(actions, facts))
    expect(roadmapFigures(rows, facts).done).toEqual({ n: 10, base: 12 })
    expect(directionCoverage(rows)).toEqual(directionCoverage(actions))
  })

  it('follows edits, moves and deletions', async () => {
    addDemoPlan()
    await commit()
    setCell(doc, idOf(12), 'dateTo', '2026-12-20')
    setStatus(doc, idOf(13), { status: 'cancelled', reason: 'карантин' })
    moveAction(doc, idOf(26), { stage: 'acquaintance', after: null })
    deleteAction(doc, idOf(1))
    await commit()
    const rows = await listActions(database.db, documentId)
    expect(rows.map(({ actionId }) => actionId)).toEqual(readRoadmap(doc).actions.map(({ id }) => id))
    expect(rows[0]).toMatchObject({ actionId: idOf(26), stage: 'acquaintance' })
    expect(rows.find(({ actionId }) => actionId === idOf(12))).toMatchObject({ dateTo: '2026-12-20' })
    expect(rows.find(({ actionId }) => actionId === idOf(13))).toMatchObject({
      status: 'cancelled',
      cancelReason: 'карантин',
    })
    expect(rows).toHaveLength(25)
  })

  it('is the same after it was thrown away and rebuilt', async () => {
    addDemoPlan()
    await commit()
    moveAction(doc, idOf(3), { stage: 'reflection', after: null })
    await commit()
    const before = await listActions(database.db, documentId)
    await projections.rebuild('roadmapActions')
    expect(await listActions(database.db, documentId)).toEqual(before)
  })

  it('holds what Postgres would refuse, and leaves out rows nobody can read', async () => {
    addAction(doc, { stage: 'reflection', title: 'a\0b\ud800c' }, { id: newId() })
    addAction(doc, { stage: 'reflection', partners: [{ id: 'p', label: 'школа\0' }] }, { id: newId() })
    addAction(doc, { stage: 'reflection', title: 'broken' }, { id: newId() })
    openRoadmap(doc).push([new Y.Map<unknown>([['id', 'not an id']])])
    const broken = readRoadmap(doc).actions[2]
    findRow(doc, broken?.id ?? '')?.set('stage', 'unheard of')
    await commit()
    const rows = await listActions(database.db, documentId)
    expect(rows.map(({ title }) => title)).toEqual(['ab\ufffdc', ''])
    expect(rows[1]?.partners).toEqual(['школа'])
  })

  it('orders keys by code units, as the document does, whatever the collation', async () => {
    for (let n = 0; n < 40; n++)
      addAction(doc, { stage: 'reflection', title: String(n) }, { id: newId(), after: null })
    const { actions } = readRoadmap(doc)
    for (const { id } of actions.slice(0, 30))
      addAction(doc, { stage: 'reflection' }, { id: newId(), after: id })
    await commit()
    const rows = await listActions(database.db, documentId)
    expect(new Set(rows.map(({ order }) => order.charAt(0))).size).toBeGreaterThan(1)
    expect(rows.map(({ actionId }) => actionId)).toEqual(readRoadmap(doc).actions.map(({ id }) => id))
  })

  it('lists what is still open up to a day, under its number in the plan', async () => {
    addDemoPlan()
    await commit()
    const open = await listOpenActions(database.db, { documentIds: [documentId], until: '2026-11-26' })
    expect(open.map(({ number, dateTo }) => [number, dateTo])).toEqual([
      [13, '2026-11-06'],
      [12, '2026-11-20'],
      [15, '2026-11-26'],
    ])
    expect(await listOpenActions(database.db, { documentIds: [], until: '2026-11-26' })).toEqual([])
  })
})

it('a plan of thousands of rows becomes a table all the same, and can be emptied', async () => {
  const rows = doc.getArray<Y.Map<unknown>>('rows')
  const actions = Array.from({ length: 4_500 }, (_, index) => {
    const action = new Y.Map<unknown>()
    const cells = {
      id: newId(),
      order: `c${String(index).padStart(6, '0')}V`,
      stage: 'jointActivity',
      status: 'planned',
    }
    for (const [key, value] of Object.entries(cells)) action.set(key, value)
    return action
  })
  doc.transact(() => rows.push(actions))
  await commit()
  expect(await listActions(database.db, documentId)).toHaveLength(4_500)
  doc.transact(() => rows.delete(0, rows.length))
  await commit()
  expect(await listActions(database.db, documentId)).toEqual([])
})
