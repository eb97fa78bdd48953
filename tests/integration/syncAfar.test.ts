import { readRows } from 'db/queries/log'
import { packUpdates } from 'shared/protocol/row'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { areEqual, until } from '../support/clients.ts'
import { appendRows } from '../support/history.ts'
import { addParagraph, openRaw, wordsOf } from '../support/raw.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'

vi.setConfig({ testTimeout: 60_000 })

const WAIT_MS = 100_000

let server: TestServer
let impatient: TestServer
beforeAll(async () => {
  server = await startServer()
  impatient = await startServer({ roomLimits: { answerMs: 1_500 } })
})
afterAll(async () => {
  await server.stop()
  await impatient.stop()
})

const aPlace = async (at: TestServer) => {
  const town = await aTown(at)
  const { cookie, person } = await town.someone('member')
  const place = { url: at.url, cookie, documentName: town.documentName }
  return { place, documentId: town.document.id, personId: person.id }
}

/** Longer than what is written on the rooms' own thread. */
const long = (words: string) => addParagraph(words.repeat(40_000))

/** Connections that write the log and wait for a row. */
const waiting = (at: TestServer) => at.deps.sql<{ pid: number }[]>`
  select pid from pg_stat_activity
  where datname = current_database() and application_name = 'krug log' and wait_event_type = 'Lock'`

/** Does harm to what writes while it waits for the document's row, which is free again afterwards. */
const whileHeld = (at: TestServer, documentId: string, harm: () => Promise<void>) =>
  at.deps.sql.begin(async (tx) => {
    await tx`select from document where id = ${documentId} for no key update`
    await harm()
  })

const longUpdates = async (at: TestServer, documentId: string): Promise<number> =>
  (await readRows(at.deps.db, documentId, 0))
    .flatMap(({ updates }) => updates)
    .filter((update) => update.length > 256 * 1024).length

describe('A10: a long update is written by a thread', () => {
  test('whose connection is cut: it is written once and acknowledged', async () => {
    const { place, documentId } = await aPlace(server)
    const writer = await openRaw(place)
    await writer.join()
    await whileHeld(server, documentId, async () => {
      writer.sendUpdate(writer.write(long('урок ')))
      await until(async () => (await waiting(server)).length > 0, 'the thread to wait for the row', WAIT_MS)
      for (const { pid } of await waiting(server)) await server.deps.sql`select pg_terminate_backend(${pid})`
    })
    writer.sendUpdate(writer.write(addParagraph('после')))
    await until(() => writer.acknowledged() === 2, 'an acknowledgement', WAIT_MS)
    expect(await longUpdates(server, documentId)).toBe(1)
    writer.close()
  })

  test('which gives no answer in time: what it wrote all the same is found and not written again', async () => {
    const { place, documentId } = await aPlace(impatient)
    const writer = await openRaw(place)
    await writer.join()
    await impatient.deps.sql.unsafe(`
      create sequence visits;
      create function dawdle() returns trigger language plpgsql as $$
      begin
        if nextval('visits') = 1 then perform pg_sleep(3); end if;
        return new;
      end $$;
      create trigger dawdle before insert on document_update for each row
        when (octet_length(new.data) > 262144) execute function dawdle()`)
    writer.sendUpdate(writer.write(long('урок ')))
    await until(() => writer.acknowledged() === 1, 'an acknowledgement', WAIT_MS)
    expect(await longUpdates(impatient, documentId)).toBe(1)
    writer.close()
  }, 120_000)
})

describe('J10: a long row that others wrote', () => {
  const row = (updates: Uint8Array[], personId: string) => ({
    ...{ seq: 0, updates, personId, schoolId: null },
    ...{ seeded: false, at: new Date() },
  })

  test('comes to those who have the document open, and is judged against', async () => {
    const { place, documentId, personId } = await aPlace(server)
    const [writer, reader] = [await openRaw(place), await openRaw(place)]
    for (const client of [writer, reader]) await client.join()
    writer.sendUpdate(writer.write(addParagraph('вначале')))
    await until(() => writer.acknowledged() === 1, 'the first word', WAIT_MS)
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(writer.doc))
    const before = Y.encodeStateVector(other)
    other.transact(() => long('чужое ')(other))
    await appendRows(server.deps.sql, documentId, [row([Y.encodeStateAsUpdate(other, before)], personId)])
    server.deps.rooms.wake(documentId)
    await until(() => areEqual(writer.doc, other), 'the long row on the screen', WAIT_MS)
    writer.sendUpdate(writer.write((doc) => doc.getXmlFragment('body').delete(1, 1)))
    await until(() => writer.acknowledged() === 2, 'its deletion', WAIT_MS)
    await until(() => areEqual(reader.doc, writer.doc), 'the same', WAIT_MS)
    expect(wordsOf(reader.doc)).toBe('<paragraph>вначале</paragraph>')
    for (const client of [writer, reader]) client.close()
  })

  test('J5: and that cannot be read is put aside; the room opens without it', async () => {
    const { place, documentId, personId } = await aPlace(server)
    const whole = new Y.Doc()
    addParagraph('вначале')(whole)
    const noise = new Uint8Array(300_000).fill(200)
    await appendRows(server.deps.sql, documentId, [
      row([Y.encodeStateAsUpdate(whole)], personId),
      row([noise], personId),
    ])
    expect(packUpdates([noise]).length).toBeGreaterThan(256 * 1024)
    const reader = await openRaw(place)
    await reader.join()
    expect(wordsOf(reader.doc)).toBe('<paragraph>вначале</paragraph>')
    const aside = await server.deps.sql`
      select seq::int, reason from document_quarantine where document_id = ${documentId}`
    expect(aside).toEqual([{ seq: 2, reason: 'unreadable' }])
    reader.close()
  })
})
