import { connectWriter } from 'db/connect'
import { appendBatch, findAppended, type Append } from 'db/queries/append'
import { readNewestSnapshot, readRows, seedDocument } from 'db/queries/log'
import { claimClients, readClients } from 'db/queries/rooms'
import { storeSnapshot } from 'db/queries/snapshots'
import { createLogger } from 'server/log'
import { limits } from 'server/sync/limits'
import { createLog, type Settled } from 'server/sync/log/log'
import { createMeters } from 'server/sync/meters'
import { createWriter } from 'server/sync/log/writer'
import { packUpdates } from 'shared/protocol/row'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { until } from '../support/clients.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { aDocumentForLog } from '../support/documents.ts'
import { withSeed } from '../support/random.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const at = new Date('2026-10-05T09:00:00.000Z')

const updateOf = (text: string): Uint8Array => {
  const doc = new Y.Doc()
  doc.getText('body').insert(0, text)
  return Y.encodeStateAsUpdate(doc)
}

const documentRow = async (documentId: string) => {
  const [row] = await database.sql`
    select head_seq::int as "headSeq", edited_at::text as at from document where id = ${documentId}`
  return { headSeq: row?.headSeq as number, editedAt: row?.at ? new Date(row.at as string) : null }
}

type Place = Awaited<ReturnType<typeof aDocumentForLog>>
const anAppend = (place: Place, text: string, changes: Partial<Append> = {}): Append => ({
  documentId: place.documentId,
  gen: 1,
  aclEpoch: 1,
  personId: place.personId,
  schoolId: place.schoolId,
  data: packUpdates([updateOf(text)]),
  ...changes,
})

/** Long enough for a look at who waits. */
const HELD_MS = 400

const withWriter = async <T>(work: (sql: ReturnType<typeof connectWriter>) => Promise<T>): Promise<T> => {
  const writer = connectWriter(database.url, HELD_MS)
  try {
    return await work(writer)
  } finally {
    await writer.end()
  }
}

describe('A1: one statement appends a batch', () => {
  test('its connection answers when the rows are on disk, whatever the server is set to', async () => {
    const [{ name } = { name: '' }] = await database.sql<
      { name: string }[]
    >`select current_database() as name`
    await database.sql.unsafe(`alter database "${name}" set synchronous_commit = off`)
    const setting = await withWriter((sql) => sql`show synchronous_commit`)
    await database.sql.unsafe(`alter database "${name}" reset synchronous_commit`)
    expect(setting).toEqual([{ synchronous_commit: 'on' }])
  })

  test('rows get seq 1, 2, … in the order given, with author, school and time', async () => {
    const place = await aDocumentForLog(database.db)
    const appended = await withWriter((sql) =>
      appendBatch(
        sql,
        [anAppend(place, 'один'), anAppend(place, 'два', { personId: place.otherId, schoolId: null })],
        at,
      ),
    )
    expect(appended).toEqual([{ seq: 1 }, { seq: 2 }])

    const rows = await readRows(database.db, place.documentId, 0)
    expect(rows.map(({ seq, personId, schoolId, seeded }) => [seq, personId, schoolId, seeded])).toEqual([
      [1, place.personId, place.schoolId, false],
      [2, place.otherId, null, false],
    ])
    expect(rows[0]?.at).toEqual(at)
    expect(await documentRow(place.documentId)).toEqual({ headSeq: 2, editedAt: at })
  })

  test('a stale generation, stale rights, a trashed and an absent document are refused; the rest is written', async () => {
    const [open, trashed] = [await aDocumentForLog(database.db), await aDocumentForLog(database.db)]
    await database.sql`update document set trashed_at = now() where id = ${trashed.documentId}`
    const absent = anAppend(open, 'x', { documentId: '01900000-0000-7000-8000-000000000000' })
    const batch = [
      anAppend(open, 'старое поколение', { gen: 0 }),
      anAppend(open, 'старые права', { aclEpoch: 0 }),
      anAppend(trashed, 'в корзине'),
      absent,
      anAppend(open, 'верно'),
    ]
    expect(await withWriter((sql) => appendBatch(sql, batch, at))).toEqual([
      { refused: 'gen' },
      { refused: 'epoch' },
      { refused: 'trashed' },
      { refused: 'absent' },
      { seq: 1 },
    ])
    expect(await readRows(database.db, open.documentId, 0)).toHaveLength(1)
  })

  test('several nodes append to the same documents: a reader of `seq > last` sees 1..N without a gap', () =>
    withSeed(async (random) => {
      const places = [await aDocumentForLog(database.db), await aDocumentForLog(database.db)]
      const BATCHES = process.env.KRUG_TEST_LONG ? 5_000 : 60
      const anyPause = () => new Promise((resolve) => setTimeout(resolve, random.next() * 12))
      const node = () =>
        withWriter(async (sql) => {
          for (let batch = 0; batch < BATCHES; batch++) {
            const appends = [...places]
              .sort(() => random.next() - 0.5)
              .map((place) => anAppend(place, 'слово'))
            // Often the commit comes a while after the seqs were handed out: who reads by seq must not step over them.
            if (batch % 3 > 0) await appendBatch(sql, appends, at)
            else
              await sql.begin(async (tx) => {
                await appendBatch(tx as unknown as typeof sql, appends, at)
                await anyPause()
              })
          }
        })
      const seen: number[] = []
      let writing = true
      const reader = async () => {
        const documentId = places[0]?.documentId ?? ''
        while (writing || seen.length < 4 * BATCHES)
          for (const row of await readRows(database.db, documentId, seen.at(-1) ?? 0)) seen.push(row.seq)
      }
      const reading = reader()
      await Promise.all([node(), node(), node(), node()])
      writing = false
      await reading
      expect(seen).toEqual(Array.from({ length: 4 * BATCHES }, (_, index) => index + 1))
    }))

  test('a document whose row is held by others does not keep the rest waiting', async () => {
    const [held, free] = [await aDocumentForLog(database.db), await aDocumentForLog(database.db)]
    await database.sql.begin(async (tx) => {
      await tx`select from document where id = ${held.documentId} for update`
      const batch = [anAppend(held, 'x'), anAppend(free, 'y')]
      await withWriter(async (sql) => {
        await expect(appendBatch(sql, batch, at)).rejects.toMatchObject({ code: '55P03' })
        expect(await appendBatch(sql, batch, at, true)).toEqual([{ refused: 'busy' }, { seq: 1 }])
      })
    })
  })

  test('foreign keys onto the document do not wait for an append and an append does not wait for them', async () => {
    const place = await aDocumentForLog(database.db)
    await database.sql.begin(async (tx) => {
      await tx`insert into document_visit (document_id, person_id, first_at, last_at)
        values (${place.documentId}, ${place.personId}, now(), now())`
      expect(await withWriter((sql) => appendBatch(sql, [anAppend(place, 'x')], at))).toEqual([{ seq: 1 }])
    })
  })

  test('after a lost answer the rows that did commit are found', async () => {
    const place = await aDocumentForLog(database.db)
    const [written, lost] = [anAppend(place, 'дошло'), anAppend(place, 'не дошло')]
    await withWriter(async (sql) => {
      await appendBatch(sql, [written], at)
      expect(await findAppended(sql, [lost, written], [0, 0])).toEqual(['missing', 1])
      expect(await findAppended(sql, [written], [1])).toEqual(['missing'])
    })
  })
})

/** The log as rooms have it, and an entry for it that tells `settled` what became of it. */
const openLog = () => {
  const log = createLog({
    writer: createWriter(() => connectWriter(database.url, HELD_MS)),
    limits,
    now: () => at,
    log: createLogger({ level: 'silent' }),
    meters: createMeters(),
    pace: { milliseconds: () => 0, look: () => undefined },
    onSettled: () => undefined,
  })
  const append = ({ documentId, personId, schoolId }: Place, settled: (outcomes: Settled[]) => void) =>
    log.append({
      ...{ documentId, personId, schoolId, gen: 1, aclEpoch: 1, afterSeq: 0 },
      update: updateOf('слово'),
      room: { settle: (outcomes) => settled([...outcomes]) },
    })
  onTestFinished(() => log.close())
  return append
}

describe('A7: a document that others hold', () => {
  const logWaits = async () => {
    const waiting = await database.sql`
      select from pg_stat_activity
      where application_name = 'krug log' and datname = current_database() and wait_event_type = 'Lock'`
    return waiting.length > 0
  }

  test('is waited for once; then it is asked about beside the others, who write on, and comes when it is free', async () => {
    const [held, busy] = [await aDocumentForLog(database.db), await aDocumentForLog(database.db)]
    const append = openLog()
    let [written, heldSettled, stopped] = [0, false, false]
    const writeOn = (): void => {
      written++
      if (!stopped) append(busy, writeOn)
    }
    await database.sql.begin(async (tx) => {
      await tx`select from document where id = ${held.documentId} for no key update`
      append(held, () => (heldSettled = true))
      writeOn()
      await until(logWaits, 'the log to meet the held document')
      await until(async () => !(await logWaits()), 'the log to go on')
      const before = written
      for (let look = 0; look < 100; look++) expect(await logWaits()).toBe(false)
      await until(() => written > before + 100, 'others to write on')
      expect(heldSettled).toBe(false)
    })
    // The others do not pause for a moment.
    await until(() => heldSettled, 'the document that was held')
    stopped = true
  })
})

describe('A2: a document is seeded in the transaction that creates it', () => {
  test('the seed is row 1, its client ids belong to the system, nobody has edited yet', async () => {
    const { documentId } = await aDocumentForLog(database.db)
    const update = updateOf('Ход урока')
    const seq = await database.db.transaction((tx) => seedDocument(tx, { documentId, updates: [update], at }))
    expect(seq).toBe(1)
    const [row] = await readRows(database.db, documentId, 0)
    expect(row).toMatchObject({ seq: 1, seeded: true, personId: null, damaged: false })
    expect([...(row?.updates[0] ?? [])]).toEqual([...update])
    expect(
      await database.sql`select person_id from document_client where document_id = ${documentId}`,
    ).toEqual([{ person_id: null }])
    expect(await documentRow(documentId)).toEqual({ headSeq: 1, editedAt: null })
  })

  test('rows of people (the demo) carry their author and move the time of the last edit only forward', async () => {
    const { documentId, personId, schoolId } = await aDocumentForLog(database.db)
    const earlier = new Date(at.getTime() - 60_000)
    await database.db.transaction(async (tx) => {
      await seedDocument(tx, { documentId, updates: [updateOf('б')], at, personId, schoolId })
      await seedDocument(tx, { documentId, updates: [updateOf('а')], at: earlier, personId, schoolId })
    })
    const rows = await readRows(database.db, documentId, 0)
    expect(rows.map((row) => [row.seq, row.seeded, row.personId])).toEqual([
      [1, false, personId],
      [2, false, personId],
    ])
    expect(await documentRow(documentId)).toEqual({ headSeq: 2, editedAt: at })
  })

  test('a damaged row is read as damaged and the others are read', async () => {
    const place = await aDocumentForLog(database.db)
    await withWriter((sql) => appendBatch(sql, [anAppend(place, 'а'), anAppend(place, 'б')], at))
    await database.sql`update document_update set data = '\\xc8' where document_id = ${place.documentId}`
    const rows = await readRows(database.db, place.documentId, 0)
    expect(rows.map((row) => [row.damaged, row.updates.length])).toEqual([
      [true, 0],
      [true, 0],
    ])
  })
})

test('G10: client ids are bound and read in one statement, however many there are', async () => {
  const { documentId, personId, otherId } = await aDocumentForLog(database.db)
  const clientIds = Array.from({ length: 70_000 }, (_, index) => index + 1)
  expect(await claimClients(database.db, documentId, [3, 3, 70_000], otherId)).toEqual(
    new Map([
      [3, otherId],
      [70_000, otherId],
    ]),
  )
  const owners = await claimClients(database.db, documentId, clientIds, personId)
  expect([owners.size, owners.get(1), owners.get(3), owners.get(70_000)]).toEqual([
    70_000,
    personId,
    otherId,
    otherId,
  ])
  expect(await readClients(database.db, documentId, [...clientIds, 70_001])).toEqual(owners)
})

test('C1: a snapshot is stored only if it reaches further; the last two stay', async () => {
  const { documentId } = await aDocumentForLog(database.db)
  const snapshot = (seq: number, gen = 1) => ({
    ...{ gen, seq },
    ...{ state: updateOf(`до ${seq}`), stateVector: new Uint8Array([0]) },
  })
  const stored: boolean[] = []
  for (const seq of [2, 5, 3, 5, 9]) stored.push(await storeSnapshot(database.db, documentId, snapshot(seq)))
  expect(stored).toEqual([true, true, false, false, true])
  expect((await readNewestSnapshot(database.db, documentId))?.seq).toBe(9)
  expect((await readNewestSnapshot(database.db, documentId, 8))?.seq).toBe(5)
  expect(await readNewestSnapshot(database.db, documentId, 4)).toBeNull()
  await database.sql`update document set gen = 2 where id = ${documentId}`
  expect(await storeSnapshot(database.db, documentId, snapshot(12))).toBe(false)
  expect(await storeSnapshot(database.db, documentId, snapshot(12, 2))).toBe(true)
})

test('C1: while a snapshot is being stored, what people write is committed', async () => {
  const place = await aDocumentForLog(database.db)
  await withWriter(async (writer) => {
    expect(await appendBatch(writer, [anAppend(place, 'один')], at)).toEqual([{ seq: 1 }])
    let storing: Promise<boolean> | undefined
    await database.sql.begin(async (tx) => {
      // Snapshots take their time.
      await tx`lock table document_snapshot in share mode`
      const snapshot = { gen: 1, seq: 1, state: updateOf('один'), stateVector: new Uint8Array([0]) }
      storing = storeSnapshot(database.db, place.documentId, snapshot)
      const waits = async () =>
        (
          await database.sql`select from pg_locks where not granted and database = (
          select oid from pg_database where datname = current_database())`
        ).length > 0
      await until(waits, 'the snapshot to wait')
      expect(await appendBatch(writer, [anAppend(place, 'два')], at)).toEqual([{ seq: 2 }])
    })
    expect(await storing).toBe(true)
  })
})
