import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'
import { createActivity } from 'server/activity/projection'
import { createLogger } from 'server/log'
import type { Projection } from 'server/projections/projection'
import { createProjections, type Projections } from 'server/projections/runner'
import { openDesk, textIn } from 'shared/activity/desk'
import { packUpdates } from 'shared/protocol/row'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { aCommunity } from '../factories/community.ts'
import { aDocument } from '../factories/document.ts'
import { aPerson } from '../factories/person.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { appendRows, readActivity } from '../support/history.ts'

let database: FreshDatabase
let communityId: string
let personId: string
const runners: Projections[] = []

beforeAll(async () => {
  database = await freshDatabase()
  communityId = (await aCommunity(database.db)).id
  personId = (await aPerson(database.db)).id
  await database.sql`create table note (document_id uuid, seq int, length int)`
})
afterEach(async () => {
  for (const runner of runners.splice(0)) await runner.stop()
  await database.sql`truncate document cascade`
})
afterAll(() => database.drop())

const openRunner = (projections: Projection[], now = () => new Date()) => {
  const log = createLogger({ level: 'silent' })
  const runner = createProjections({ db: database.db, log, projections, now })
  runners.push(runner)
  return runner
}

/** Notes each row it is given, in a table, so that a rolled-back run leaves no note. */
const createNotes = (broken: (documentId: string) => boolean = () => false): Projection => ({
  name: 'notes',
  concerns: (kind) => kind === 'note',
  apply: async (tx, document, rows, before) => {
    const copy = await before()
    for (const row of rows) for (const update of row.updates) Y.applyUpdate(copy, update)
    const said = textIn(copy).length
    if (broken(document.id)) throw new Error('out of ink')
    for (const { seq } of rows)
      await tx.execute(`insert into note values ('${document.id}', ${seq}, ${said})`)
  },
  reset: async (tx, documentId) => {
    await tx.execute(`delete from note where document_id = '${documentId}'`)
  },
})

const notesOf = (documentId: string) =>
  database.sql<{ seq: number; length: number }[]>`
    select seq, length from note where document_id = ${documentId} order by seq`
const marksOf = (documentId: string) =>
  database.sql<{ seq: string; error: string | null; failed_at: number | null }[]>`
    select seq, error, extract(epoch from failed_at)::int as failed_at from projection_mark where document_id = ${documentId}`

const aWrittenDocument = async (rows: number, kind: 'note' | 'roadmap' = 'note') => {
  const document = await aDocument(database.db, { communityId, kind })
  const desk = openDesk()
  desk.write('template', (doc) => void textIn(doc), { personId: null, schoolId: null, seeded: true })
  while (desk.rows.length < rows) {
    desk.wait(desk.rows.length % 10 === 0 ? 40 : 1)
    desk.write(personId, (doc) => textIn(doc).insert(0, 'буква'), { schoolId: null })
  }
  await appendRows(database.sql, document.id, desk.rows)
  return { documentId: document.id, rows: desk.rows }
}

const damage = (documentId: string, seq: number, data: Uint8Array) =>
  database.sql`update document_update set data = ${data} where document_id = ${documentId} and seq = ${seq}`

describe('projections', () => {
  it('are given each row once, in order, though several runners race', async () => {
    const documents = await Promise.all([30, 20, 10].map((rows) => aWrittenDocument(rows)))
    const racing = [0, 1, 2, 3].map(() => openRunner([createNotes()]))
    await Promise.all(racing.map((runner) => runner.settle()))
    for (const { documentId, rows } of documents) {
      const notes = await notesOf(documentId)
      expect(notes.map(({ seq }) => seq)).toEqual(rows.map(({ seq }) => seq))
      expect(notes.at(-1)?.length).toBe(5 * (rows.length - 1))
    }
  })

  it('read a long log in bounded stretches and see the document before each', async () => {
    const { documentId } = await aWrittenDocument(1_201)
    const runner = openRunner([createNotes()])
    await runner.settle()
    const notes = await notesOf(documentId)
    expect(notes).toHaveLength(1_201)
    expect([notes[0]?.length, notes.at(-1)?.length]).toEqual([999 * 5, 1_200 * 5])
  })

  it('never hear of documents that do not concern them', async () => {
    const { documentId } = await aWrittenDocument(3, 'roadmap')
    await openRunner([createNotes()]).settle()
    expect(await marksOf(documentId)).toEqual([])
  })

  it('follow when told that a document has grown', async () => {
    const runner = openRunner([createNotes()])
    await runner.settle()
    const { documentId } = await aWrittenDocument(3)
    runner.notify(documentId)
    await vi.waitFor(async () => expect(await notesOf(documentId)).toHaveLength(3), { timeout: 8_000 })
  })

  it('catch up by themselves after a start', async () => {
    const { documentId } = await aWrittenDocument(3)
    openRunner([createNotes()])
    await vi.waitFor(async () => expect(await notesOf(documentId)).toHaveLength(3), { timeout: 8_000 })
  })

  it('put a document that fails aside, say why, and try it again later', async () => {
    const [bad, good] = [await aWrittenDocument(4), await aWrittenDocument(4)]
    let at = new Date('2026-11-22T10:00:00Z')
    let isBroken = true
    const runner = openRunner([createNotes((id) => isBroken && id === bad.documentId)], () => at)
    await runner.settle()
    expect(await notesOf(good.documentId)).toHaveLength(4)
    expect(await notesOf(bad.documentId)).toHaveLength(0)
    expect((await marksOf(bad.documentId))[0]).toMatchObject({
      seq: '0',
      failed_at: at.getTime() / 1000,
    })
    expect((await marksOf(bad.documentId))[0]?.error).toContain('out of ink')

    isBroken = false
    await runner.settle()
    expect(await notesOf(bad.documentId)).toHaveLength(0)
    // The runner's own first round may have failed too, which doubles the wait.
    at = new Date('2026-11-22T10:01:00Z')
    await runner.settle()
    expect(await notesOf(bad.documentId)).toHaveLength(4)
    expect((await marksOf(bad.documentId))[0]).toMatchObject({ seq: '4', error: null, failed_at: null })
  })

  it('pass rows that nobody can read, and name them', async () => {
    const { documentId } = await aWrittenDocument(6)
    await damage(documentId, 3, new Uint8Array([200, 1, 2]))
    await damage(documentId, 6, packUpdates([new Uint8Array([9, 9, 9])]))
    await openRunner([createNotes()]).settle()
    expect((await notesOf(documentId)).map(({ seq }) => seq)).toEqual([1, 2, 4, 5])
    expect((await marksOf(documentId))[0]).toMatchObject({ seq: '6', error: null })
    const quarantined = await database.sql`
      select seq::int from document_quarantine where document_id = ${documentId} order by seq`
    expect(quarantined.map(({ seq }) => seq as number)).toEqual([3, 6])
  })

  it('can be rebuilt', async () => {
    const { documentId } = await aWrittenDocument(12)
    const runner = openRunner([createNotes()])
    await runner.settle()
    const before = await notesOf(documentId)
    await database.sql`insert into note values (${documentId}, 99, 0)`
    await runner.rebuild('notes')
    expect(await notesOf(documentId)).toEqual(before)
  })

  it('neither lose nor repeat anything when their process is killed', async () => {
    const { documentId } = await aWrittenDocument(2_500)
    let died = 0
    for (const delay of [10, 70, 130, 190]) {
      const script = fileURLToPath(new URL('../support/projector.ts', import.meta.url))
      const child = spawn(process.execPath, [script, database.url], { stdio: ['ignore', 'pipe', 'inherit'] })
      await once(child.stdout, 'data')
      await pause(delay)
      child.kill('SIGKILL')
      const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
      if (signal === 'SIGKILL') died++
    }
    expect(died).toBeGreaterThan(0)
    const runner = openRunner([createActivity()])
    await runner.settle()
    const after = await readActivity(database.sql, documentId)
    await runner.rebuild('activity')
    expect(after).toEqual(await readActivity(database.sql, documentId))
    const sum = after.sessions.reduce((total, { inserted }) => total + inserted, 0)
    expect(sum).toBe(2_499 * 5)
  }, 60_000)
})
