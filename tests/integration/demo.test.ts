import { FIXED_TODAY } from 'db/demo/calendar'
import { loadDemo, type LoadedDemo } from 'db/demo/load'
import { listConsents } from 'db/queries/cancellations'
import { listComments, listThreads } from 'db/queries/comments'
import { readRows } from 'db/queries/log'
import { startDocument } from 'server/documents/start'
import { placeIn } from 'shared/comments/place'
import { flatten, wordsBetween } from 'shared/comments/words'
import { confirmedCancellations } from 'shared/roadmaps/cancellation'
import { directionCoverage } from 'shared/roadmaps/coverage'
import { ratio, roadmapFigures } from 'shared/roadmaps/figures'
import { readRoadmap } from 'shared/roadmaps/read'
import { must } from 'shared/must'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'

let database: FreshDatabase
let loaded: LoadedDemo

const docOf = async (documentId: string): Promise<Y.Doc> => {
  const doc = new Y.Doc()
  for (const { updates } of await readRows(database.db, documentId, 0))
    for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

const schoolsOf = async (title: string): Promise<number> => {
  const rows = await readRows(database.db, must(loaded.documents.get(title), title), 0)
  return new Set(rows.flatMap(({ schoolId }) => schoolId ?? [])).size
}

beforeAll(async () => {
  database = await freshDatabase()
  loaded = await loadDemo(database.db, {
    today: FIXED_TODAY,
    passwordHash: 'no one signs in here',
    seedOf: (kind, template) => startDocument({ kind, template: template ?? null, locale: 'ru' }),
  })
})
afterAll(() => database.drop())

const percent = (share: { n: number; base: number }) => Math.round((ratio(share) ?? Number.NaN) * 1000) / 10

describe('the demo municipality on its fixed day', () => {
  it('has a roadmap that is done by 83.3 % (DOMAIN §5.7, criterion 6)', async () => {
    const { actions, malformed } = readRoadmap(await docOf(loaded.roadmapId))
    expect(malformed).toEqual([])
    const consents = await listConsents(database.db, loaded.roadmapId)
    const figures = roadmapFigures(actions, {
      on: FIXED_TODAY,
      confirmed: confirmedCancellations(actions, consents),
    })
    expect(figures.due).toBe(13)
    expect(figures.cancelled).toBe(1)
    expect([figures.done, figures.onTime, figures.strict, figures.year].map(percent)).toEqual([
      83.3, 66.7, 76.9, 40,
    ])
    const numbers = figures.overdue.map((id) => actions.findIndex((action) => action.id === id) + 1)
    expect(numbers).toEqual([12, 13])
  })

  it('covers five of nine directions (criterion 5)', async () => {
    const { actions } = readRoadmap(await docOf(loaded.roadmapId))
    const { covered, effective } = directionCoverage(actions)
    expect(covered).toEqual({ n: 5, base: 9 })
    expect(effective?.toFixed(2)).toBe('4.13')
  })

  it('has four lesson plans, each written by people of two or three schools', async () => {
    expect(await schoolsOf('Теорема Виета, 8 класс')).toBe(2)
    expect(await schoolsOf('Линейная функция, 7 класс')).toBe(2)
    expect(await schoolsOf('Вероятность: первые опыты, 7 класс')).toBe(2)
    expect(await schoolsOf('Проценты в жизни, 6 класс')).toBe(3)
  })

  it('has three comments of three schools in «Проценты в жизни», about words that stand there (DOMAIN §5.6)', async () => {
    const documentId = must(loaded.documents.get('Проценты в жизни, 6 класс'), 'the lesson')
    const doc = await docOf(documentId)
    const flat = flatten(doc.getXmlFragment('body'))
    const threads = await listThreads(database.db, documentId, 0)
    for (const { anchor, quote, copies } of threads) {
      if (anchor.kind !== 'text') throw new Error('a thread about words')
      const placed = must(placeIn(doc, flat, anchor, { quote, copies }), 'its place')
      expect(placed.moved).toBe(false)
      expect(wordsBetween(flat.runs, placed)).toBe(quote)
    }
    const said = await listComments(
      database.db,
      threads.map(({ id }) => id),
    )
    expect(said).toHaveLength(3)
    const schools = await database.sql`select distinct school_id from comment`
    expect(schools).toHaveLength(3)
  })

  it('leaves nothing pending: every row of the log builds on rows before it', async () => {
    for (const documentId of [...loaded.documents.values(), loaded.roadmapId]) {
      const doc = await docOf(documentId)
      expect(doc.store.pendingStructs).toBeNull()
      expect(doc.store.pendingDs).toBeNull()
    }
  })
})
