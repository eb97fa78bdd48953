import { readNewestSnapshot, readRows } from 'db/queries/log'
import { storeSnapshot } from 'db/queries/snapshots'
import { must } from 'shared/must'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { areSame, replay } from '../fuzz/faults.ts'
import { until } from '../support/clients.ts'
import { appendRows } from '../support/history.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { signIn } from '../support/person.ts'
import { spawnServer, type SpawnedServer } from '../support/process.ts'
import { addParagraph, openRaw, wordsOf, type RawClient } from '../support/raw.ts'
import { aTown } from '../support/town.ts'
import { setFailpoint, type Failpoint } from './failpoint.ts'

// The server is killed at exact places: it stands still before a statement (a trigger holds it) and dies there.

const TIMES = process.env.KRUG_TEST_LONG ? 6 : 2
/** A few more than the rows after which a room is compacted. */
const LONG_TAIL = 206

let database: FreshDatabase
let server: SpawnedServer
let url: string
const serve = async () => {
  server = spawnServer({ settings: { DATABASE_URL: database.url } })
  url = await server.ready
}
beforeAll(async () => {
  database = await freshDatabase()
  await serve()
})
afterAll(async () => {
  await server.kill('SIGTERM')
  await database.drop()
})

const aPlace = async () => {
  const town = await aTown({ url, deps: { db: database.db } })
  const writer = await town.someone('member')
  const open = async () => {
    const client = await openRaw({ url, cookie: writer.cookie, documentName: town.documentName })
    await client.join()
    return client
  }
  return { town, writer, documentId: town.document.id, open }
}

const word = (n: number) => `слово-${n}-`
const send = (client: RawClient, n: number) => client.sendUpdate(client.write(addParagraph(word(n))))

/** Each word a row of its own. */
const write = async (client: RawClient, from: number, to: number) => {
  for (let n = from; n <= to; n++) {
    send(client, n)
    await until(() => client.acknowledged() === n, `word ${n}`, 60_000)
  }
}

const die = async (client: RawClient): Promise<number> => {
  await server.kill('SIGKILL')
  client.close()
  return client.acknowledged()
}

const stored = async (documentId: string): Promise<Y.Doc> =>
  replay((await readRows(database.db, documentId, 0)).flatMap((row) => row.updates))

const wordsMissing = (doc: Y.Doc, upTo: number): string[] =>
  Array.from({ length: upTo }, (_, index) => word(index + 1)).filter((one) => !wordsOf(doc).includes(one))

/** The log has no gap, the guard names the newest snapshot, and a newcomer sees what is in the log. */
const expectWhole = async (documentId: string, client: RawClient) => {
  const [head] = await database.sql<{ head: number; snap: number; rows: number; newest: number }[]>`
    select head_seq::int as head, snap_seq::int as snap,
      (select count(*)::int from document_update where document_id = id) as rows,
      (select coalesce(max(seq), 0)::int from document_snapshot where document_id = id) as newest
    from document where id = ${documentId}`
  expect(head?.rows).toBe(head?.head)
  expect(head?.newest).toBe(head?.snap)
  const log = await stored(documentId)
  await until(() => areSame(client.doc, log), 'what is in the log on the screen')
}

const inCompaction: Failpoint[] = [
  { name: 'before the guard moves', table: 'document', event: 'update of snap_seq' },
  { name: 'between the guard and the state', table: 'document_snapshot', event: 'insert' },
  { name: 'before the oldest state goes', table: 'document_snapshot', event: 'delete' },
]

/** A long log whose next row makes compaction due, and two early states, so that the next one pushes the oldest out. */
const fillLog = async (documentId: string, at = new Date()) => {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (let n = 1; n <= LONG_TAIL; n++) doc.transact(() => addParagraph(word(n))(doc))
  const row = { at, personId: null, schoolId: null, seeded: true }
  await appendRows(
    database.sql,
    documentId,
    updates.map((update, index) => ({ ...row, seq: index + 1, updates: [update] })),
  )
  const rows = await readRows(database.db, documentId, 0)
  for (const count of [1, 2]) {
    const doc = replay(rows.slice(0, count).flatMap((row) => row.updates))
    const [state, stateVector] = [Y.encodeStateAsUpdate(doc), Y.encodeStateVector(doc)]
    await storeSnapshot(database.db, documentId, { gen: 1, seq: count, state, stateVector })
  }
}

describe('C1: killed in compaction', () => {
  test.each(inCompaction.flatMap((point) => Array.from({ length: TIMES }, () => point)))(
    '$name: nothing is lost, and the next compaction succeeds',
    async (point) => {
      const { documentId, open } = await aPlace()
      await fillLog(documentId)
      const writer = await open()
      const failpoint = await setFailpoint(database.sql, point)
      for (let n = LONG_TAIL + 1; n <= LONG_TAIL + 5; n++) send(writer, n)
      await failpoint.reached()
      const sure = LONG_TAIL + (await die(writer))
      await failpoint.lift()
      await serve()
      const again = await open()
      expect(wordsMissing(again.doc, sure)).toEqual([])
      await expectWhole(documentId, again)
      again.sendUpdate(again.write(addParagraph('после')))
      await until(() => again.acknowledged() === 1, 'a word after the restart')
      await until(
        async () => ((await readNewestSnapshot(database.db, documentId))?.seq ?? 0) >= LONG_TAIL,
        'a state of the whole tail',
        30_000,
      )
      await expectWhole(documentId, again)
      again.close()
    },
  )
})

/** Whatever is appended waits, in the middle of its statement. */
const stopAtAppend = () => setFailpoint(database.sql, { name: '', table: 'document_update', event: 'insert' })

describe('A4: killed in the middle of an append', () => {
  test('what was not acknowledged may be there or not; what was is there, once', async () => {
    const { documentId, open } = await aPlace()
    const writer = await open()
    await write(writer, 1, 5)
    const failpoint = await stopAtAppend()
    for (let n = 6; n <= 10; n++) send(writer, n)
    await failpoint.reached()
    expect(writer.acknowledged()).toBe(5)
    const sure = await die(writer)
    await failpoint.lift()
    await serve()
    const again = await open()
    expect(wordsMissing(again.doc, sure)).toEqual([])
    await expectWhole(documentId, again)
    again.sendStep2(Y.encodeStateAsUpdate(writer.doc))
    await until(() => again.acknowledged() === 1, 'everything she has')
    expect(wordsMissing(await stored(documentId), 10)).toEqual([])
    expect(wordsOf(await stored(documentId)).split(word(7)).length).toBe(2)
    again.close()
  })

  test('a withdrawal that meets the append: either the words came before it, or they never come', async () => {
    const { town, writer: person, documentId, open } = await aPlace()
    const leader = await town.someone('leader')
    const writer = await open()
    await write(writer, 1, 2)
    const failpoint = await stopAtAppend()
    send(writer, 3)
    await failpoint.reached()
    const path = `/communities/${town.community.id}/members/${person.person.id}`
    const withdrawn = leader.send('DELETE', path).catch(() => null)
    send(writer, 4)
    await until(async () => (await waitingForRows()) > 0, 'the withdrawal behind the append')
    await failpoint.lift()
    expect((await withdrawn)?.ok).toBe(true)
    const log = await stored(documentId)
    send(writer, 5)
    await until(() => writer.closes.length > 0, 'the end of her session')
    expect(wordsMissing(log, writer.acknowledged())).toEqual([])
    expect(areSame(await stored(documentId), log), 'nothing after the withdrawal').toBe(true)
    expect(writer.closes.map(({ code }) => code)).toEqual([4403])
  })
})

/** What an operator's command changes of a log, statement by statement. */
const inTidying: Failpoint[] = [
  { name: 'before the state that stands for them', table: 'document_snapshot', event: 'insert' },
  { name: 'while they go', table: 'document_update', event: 'delete' },
  { name: 'before the log begins later', table: 'document', event: 'update of base_seq' },
]
const inPurging: Failpoint[] = [
  { name: 'while the rows go', table: 'document_update', event: 'delete' },
  { name: 'before the one row that stands for them', table: 'document_update', event: 'insert' },
  { name: 'before the new generation', table: 'document', event: 'update of gen' },
]

const readAt = async (documentId: string) => {
  const rows = await readRows(database.db, documentId, 0)
  const newest = await readNewestSnapshot(database.db, documentId)
  const [{ gen } = { gen: 0 }] = await database.sql<{ gen: number }[]>`
    select gen from document where id = ${documentId}`
  const base = newest ? [newest.state] : []
  return { gen, rows: rows.length, doc: replay([...base, ...rows.flatMap((row) => row.updates)]) }
}

const runCommand = (...words: string[]) => spawnServer({ words, settings: { DATABASE_URL: database.url } })

/** A log of long ago and one word of today, with a full state, that every projection has read. */
const anOldLog = async (documentId: string, open: () => Promise<RawClient>) => {
  await fillLog(documentId, new Date(Date.now() - 430 * 86_400_000))
  const writer = await open()
  writer.sendUpdate(writer.write(addParagraph('сегодня')))
  const isRead = async () => {
    const [row] = await database.sql<{ least: number | null }[]>`
      select min(seq)::int as least from projection_mark where document_id = ${documentId}`
    return row?.least === LONG_TAIL + 1
  }
  const isKept = async () => (await readNewestSnapshot(database.db, documentId))?.seq === LONG_TAIL + 1
  await until(async () => (await isRead()) && (await isKept()), 'all of it read and kept', 30_000)
  writer.close()
}

const cuts = [
  ...inTidying.map((point) => ({ ...point, command: 'tidy' })),
  ...inPurging.map((point) => ({ ...point, command: 'purge' })),
]

describe('V8, V9: killed while a log is cut', () => {
  test.each(process.env.KRUG_TEST_LONG ? cuts : [cuts[1], cuts[5]].map((cut) => must(cut, 'a cut')))(
    '$command, $name: all or nothing of it, and the next time it succeeds',
    async ({ command, ...point }) => {
      const { documentId, open } = await aPlace()
      await anOldLog(documentId, open)
      const before = await readAt(documentId)
      const words = command === 'purge' ? ['purge', documentId] : ['tidy']
      const failpoint = await setFailpoint(database.sql, point)
      const killed = runCommand(...words)
      await failpoint.reached()
      await killed.kill('SIGKILL')
      await failpoint.lift()
      const after = await readAt(documentId)
      expect([after.gen, after.rows]).toEqual([before.gen, before.rows])
      expect(areSame(after.doc, before.doc)).toBe(true)
      expect((await runCommand(...words).ended).code).toBe(0)
      const done = await readAt(documentId)
      expect([done.gen - before.gen, done.rows]).toEqual(command === 'purge' ? [1, 1] : [0, 1])
      expect(areSame(done.doc, before.doc)).toBe(true)
      const reader = await open()
      expect(wordsOf(reader.doc)).toBe(wordsOf(before.doc))
      reader.close()
    },
  )
})

/** Sessions that wait for a row which another transaction holds. */
const waitingForRows = async (): Promise<number> => {
  const [row] = await database.sql<{ waiting: number }[]>`
    select count(*)::int as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and wait_event <> 'advisory'`
  return row?.waiting ?? 0
}

describe('A2: killed in the transaction that makes a document', () => {
  test.each([
    { name: 'before its first row', table: 'document_update', event: 'insert' },
    { name: 'before its client ids are bound', table: 'document_client', event: 'insert' },
  ])('$name: there is no document without its beginning', async (point) => {
    const { town, writer } = await aPlace()
    const path = `/communities/${town.community.id}/documents`
    const wish = { kind: 'lessonPlan', title: 'Теорема Виета', template: 'lesson.plan' }
    const failpoint = await setFailpoint(database.sql, point)
    const made = writer.send('POST', path, wish).catch(() => null)
    await failpoint.reached()
    await server.kill('SIGKILL')
    expect(await made).toBeNull()
    await failpoint.lift()
    await serve()
    const titled = await database.sql`
      select from document where community_id = ${town.community.id} and title = 'Теорема Виета'`
    expect(titled.length).toBe(0)
    const again = await signIn({ url }, writer.person.email)
    expect((await again.send('POST', path, wish)).status).toBe(201)
  })
})
