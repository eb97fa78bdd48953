import { countDamage } from 'db/queries/damage'
import { readNewestSnapshot } from 'db/queries/log'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { areEqual, until } from '../support/clients.ts'
import { addParagraph, openRaw, wordsOf } from '../support/raw.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ roomLimits: { idleRoomMs: 100, sweepMs: 200, idleTailRows: 1 } })
})
afterAll(() => server.stop())

const rooms = () => server.deps.rooms.statistics().rooms
const stored = async (documentId: string): Promise<Y.Doc> => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, await server.deps.rooms.readState(documentId))
  return doc
}

describe('J5: what stood on a row that cannot be read', () => {
  /** A document of two writers whose first row is lost; what both wrote after it waits for it. */
  const aTornText = async () => {
    const { document, documentName, someone } = await aTown(server)
    const aMember = async () => ({ url: server.url, cookie: (await someone('member')).cookie, documentName })
    const [place, neighbour] = [await aMember(), await aMember()]
    const [writer, other] = [await openRaw(place), await openRaw(neighbour)]
    await Promise.all([writer.join(), other.join()])
    writer.sendUpdate(writer.write(addParagraph('один')))
    await until(() => wordsOf(other.doc).includes('один'), 'the first words')
    other.sendUpdate(other.write(addParagraph('рядом')))
    await until(() => wordsOf(writer.doc).includes('рядом'), 'words beside them')
    for (const words of ['два', 'три']) writer.sendUpdate(writer.write(addParagraph(words)))
    writer.sendUpdate(writer.write((doc) => doc.getXmlFragment('body').delete(2, 1)))
    await until(() => writer.acknowledged() === 4 && wordsOf(other.doc).includes('три'), 'all rows')
    for (const client of [writer, other]) client.close()
    await until(() => rooms() === 0, 'no room', 25_000)
    await server.deps.sql`delete from document_snapshot where document_id = ${document.id}`
    await server.deps.sql`update document set snap_seq = 0 where id = ${document.id}`
    await server.deps.sql`
      update document_update set data = '\\x0501020304ff'
      where document_id = ${document.id} and seq = (
        select min(seq) from document_update where document_id = ${document.id})`
    return { document, writer, place, newcomer: await aMember() }
  }
  /** Comes again with what was written without connection, and says it as every client does. */
  const comeAgain = async (place: Parameters<typeof openRaw>[0], doc: Y.Doc) => {
    const client = await openRaw(place, { doc })
    await client.join()
    await until(() => client.heard.some(({ kind }) => kind === 'step1'), 'the question')
    const step1 = client.heard.find((frame) => frame.kind === 'step1')
    client.sendStep2(Y.encodeStateAsUpdate(doc, step1?.kind === 'step1' ? step1.stateVector : undefined))
    await until(() => client.answers.length > 0, 'an answer')
    expect(client.rejected()).toEqual([])
    expect(client.acknowledged()).toBe(1)
    return client
  }

  test('keeps nobody from writing without connection who never had it', async () => {
    const { newcomer, document } = await aTornText()
    const reader = await openRaw(newcomer)
    await reader.join()
    reader.close()
    addParagraph('без связи')(reader.doc)
    const again = await comeAgain(newcomer, reader.doc)
    expect(wordsOf(await stored(document.id))).toContain('без связи')
    again.close()
  })

  test('is there again when its writer comes back, with what others wrote upon it', async () => {
    const { newcomer, document, writer, place } = await aTornText()
    const reader = await openRaw(newcomer)
    await reader.join()
    reader.sendUpdate(reader.write(addParagraph('тем временем')))
    await until(() => reader.acknowledged() === 1, 'words meanwhile')
    addParagraph('и ещё')(writer.doc)
    const again = await comeAgain(place, writer.doc)
    await until(() => wordsOf(reader.doc) === wordsOf(writer.doc), 'the healed text')
    for (const words of ['один', 'рядом', 'три', 'тем временем', 'и ещё'])
      expect(wordsOf(await stored(document.id))).toContain(words)
    for (const client of [reader, again]) client.close()
  })

  test('is still of its writer alone: nobody fills the gap with words of her own', async () => {
    const { newcomer, document, writer } = await aTornText()
    const forger = new Y.Doc()
    forger.clientID = writer.doc.clientID
    for (const words of ['оди', 'рядо', 'два']) addParagraph(words)(forger)
    const client = await openRaw(newcomer)
    await client.join()
    client.sendUpdate(Y.encodeStateAsUpdate(forger))
    await until(() => client.answers.length > 0, 'an answer')
    expect(client.rejected().map(([, reason]) => reason)).toEqual(['foreignClient'])
    expect(wordsOf(await stored(document.id))).not.toContain('оди')
    client.close()
  })
})

describe('C4: a full state whose bytes are not what was written', () => {
  const aKeptText = async () => {
    const { document, documentName, someone } = await aTown(server)
    const place = { url: server.url, cookie: (await someone('member')).cookie, documentName }
    const writer = await openRaw(place)
    await writer.join()
    for (const words of ['один', 'два', 'три']) writer.sendUpdate(writer.write(addParagraph(words)))
    await until(() => writer.acknowledged() === 3, 'three rows')
    writer.close()
    await until(() => rooms() === 0, 'no room', 25_000)
    const damage = () => server.deps.sql`
      update document_snapshot set state = set_byte(state, length(state) / 2, 255 - get_byte(state, length(state) / 2))
      where document_id = ${document.id} returning seq::int`
    return { document, place, writer, damage }
  }

  test('costs nothing: the rows are read instead, and another one is made', async () => {
    const { document, place, writer, damage } = await aKeptText()
    const [damaged] = await damage()
    expect(damaged?.['seq']).toBeGreaterThan(0)
    const { db } = server.deps
    expect(await countDamage(db)).toMatchObject({ states: 1 })
    const reader = await openRaw(place)
    await reader.join()
    expect(areEqual(reader.doc, writer.doc)).toBe(true)
    reader.close()
    const again = async () =>
      (await readNewestSnapshot(server.deps.db, document.id))?.seq === damaged?.['seq']
    await until(again, 'another full state')
    expect(await countDamage(db)).toMatchObject({ states: 0 })
  })

  test('is not passed over where its rows are gone: nobody writes on what is left', async () => {
    const { document, place, damage } = await aKeptText()
    await server.deps.sql`delete from document_update where document_id = ${document.id}`
    await server.deps.sql`update document set base_seq = head_seq where id = ${document.id}`
    await damage()
    const reader = await openRaw(place)
    await until(() => reader.closes.length > 0, 'a close')
    expect(reader.closes).toEqual([{ code: 1012, reason: 'restarting' }])
    const kept = await server.deps.sql`select seq from document_snapshot where document_id = ${document.id}`
    expect(kept).toHaveLength(1)
  })
})
