import { readRows } from 'db/queries/log'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { areEqual, openLine, openTunnelled, until, type RoomClient } from '../support/clients.ts'
import { addParagraph, openRaw, wordsOf } from '../support/raw.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'

vi.setConfig({ testTimeout: 120_000 })

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const MB = 1024 * 1024
/** Who read beside one who does so slowly. */
const OTHERS = process.env.KRUG_TEST_LONG ? 99 : 20

const aPlace = async () => {
  const town = await aTown(server)
  const { cookie } = await town.someone('member')
  return { town, place: { url: server.url, cookie, documentName: town.documentName } }
}

/** So many megabytes of Russian text, in paragraphs of a thousand letters. */
const paste =
  (megabytes: number) =>
  (doc: Y.Doc): void => {
    const paragraphs = Array.from({ length: megabytes * 512 }, () => {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText('урок за уроком '.repeat(80))])
      return paragraph
    })
    doc.getXmlFragment('body').push(paragraphs)
  }

describe('A10: a long update takes its own way', () => {
  test('among letters of the same document it keeps its place, and all is acknowledged', async () => {
    const { town, place } = await aPlace()
    const writer = await openRaw(place)
    await writer.join()
    for (let n = 1; n <= 60; n++)
      writer.sendUpdate(writer.write(n % 20 === 0 ? paste(1) : addParagraph(`абзац ${n}`)))
    await until(() => writer.acknowledged() === 60, 'all', 60_000)
    const replayed = new Y.Doc()
    for (const row of await readRows(server.deps.db, town.document.id, 0)) {
      for (const update of row.updates) Y.applyUpdate(replayed, update)
      // In its order each row finds all that it builds upon.
      expect(replayed.store.pendingStructs, `row ${row.seq}`).toBeNull()
    }
    expect(areEqual(replayed, writer.doc)).toBe(true)
    writer.close()
  })
})

describe('J3: a paste of ten megabytes', () => {
  test('reaches the others whole, through both doors; who writes elsewhere goes on', async () => {
    const { place } = await aPlace()
    const { place: elsewhere } = await aPlace()
    const [writer, reader, neighbour] = [await openRaw(place), await openRaw(place), await openRaw(elsewhere)]
    const line = openLine(server.url, place.cookie)
    const tunnelled = openTunnelled(line, place.documentName)
    for (const client of [writer, reader, neighbour]) await client.join()
    await tunnelled.synced
    const update = writer.write(paste(10))
    expect(update.length).toBeGreaterThan(10 * MB)
    writer.sendUpdate(update)
    for (let n = 1; n <= 20; n++) {
      neighbour.sendUpdate(neighbour.write(addParagraph(`абзац ${n}`)))
      await until(() => neighbour.acknowledged() === n, `n = ${n}`, 30_000)
    }
    await until(() => writer.acknowledged() === 1, 'the paste', 60_000)
    await until(
      () => wordsOf(reader.doc).length === wordsOf(writer.doc).length,
      'on the other screen',
      60_000,
    )
    await until(() => areEqual(tunnelled.doc, writer.doc), 'through the tunnel', 60_000)
    writer.sendUpdate(writer.write(addParagraph('и дальше')))
    await until(() => wordsOf(reader.doc).endsWith('<paragraph>и дальше</paragraph>'), 'live words', 30_000)
    expect([writer, reader, neighbour].flatMap((client) => client.closes)).toEqual([])
    tunnelled.close()
    line.close()
    for (const client of [writer, reader, neighbour]) client.close()
  })
})

describe('T7: a paste of ten megabytes where WebSocket is blocked', () => {
  test('goes in and comes out through long-polling alone, and letters beside it go on', async () => {
    const { place } = await aPlace()
    const { place: elsewhere } = await aPlace()
    const lines = [1, 2, 3].map(() => openLine(server.url, place.cookie, { polling: true }))
    const beside = openLine(server.url, elsewhere.cookie, { polling: true })
    const [writer, reader] = lines.map((line) => openTunnelled(line, place.documentName)) as [
      RoomClient,
      RoomClient,
      RoomClient,
    ]
    const neighbour = openTunnelled(beside, elsewhere.documentName)
    await Promise.all([writer, reader, neighbour].map((client) => client.synced))
    writer.doc.transact(() => paste(10)(writer.doc))
    let typed = 0
    const typing = setInterval(() => neighbour.text.insert(0, `${++typed} `), 100)
    const isThere = ({ doc }: RoomClient) => areEqual(doc, writer.doc)
    await until(() => isThere(reader), 'the paste on the other screen', 60_000)
    clearInterval(typing)
    expect(typed).toBeGreaterThan(3)
    const words = neighbour.text.toJSON()
    const cold = await openRaw(elsewhere)
    await until(
      async () => {
        await cold.join()
        return wordsOf(cold.doc).includes(words)
      },
      'all letters',
      30_000,
    )
    expect([writer, reader, neighbour].flatMap(({ closes }) => closes)).toEqual([])
    for (const client of [writer, reader, neighbour, cold]) client.close()
    for (const line of [...lines, beside]) line.close()
  })
})

describe('J3: one of many who reads slowly', () => {
  test('costs the house little memory, holds nobody up, and ends with the same document', async () => {
    const { place } = await aPlace()
    const [writer, slow] = [await openRaw(place), await openRaw(place)]
    const others = await Promise.all(Array.from({ length: OTHERS }, () => openRaw(place)))
    for (const client of [writer, slow, ...others]) await client.join()
    slow.socket.pause()
    for (let n = 1; n <= 150; n++) {
      writer.sendUpdate(writer.write(addParagraph(`${n} `.repeat(10_000))))
      if (n % 10 === 0) await until(() => writer.acknowledged() === n, `n = ${n}`, 30_000)
    }
    for (const other of others) await until(() => areEqual(other.doc, writer.doc), 'others', 30_000)
    await until(() => server.deps.rooms.statistics().laggingConnections === 1, 'a lagging one')
    // What she has not taken is kept once for all, in the log's own bytes; beyond a little, nothing waits for her line.
    expect(server.deps.rooms.statistics().unsentBytes).toBeLessThan(MB)
    slow.socket.resume()
    await until(() => areEqual(slow.doc, writer.doc), 'the slow one', 30_000)
    await until(() => server.deps.rooms.statistics().laggingConnections === 0, 'nobody lags')
    for (const client of [writer, slow, ...others]) client.close()
  })
})

describe('J2: everybody comes at once', () => {
  test('into a long document that nobody had open: one reading of it, the same on every screen', async () => {
    const { town, place } = await aPlace()
    const writer = await openRaw(place)
    await writer.join()
    writer.sendUpdate(writer.write(paste(1)))
    writer.sendUpdate(writer.write((doc) => doc.getXmlFragment('body').delete(3, 40)))
    await until(() => writer.acknowledged() === 2, 'a long document', 30_000)
    const before = server.deps.rooms.statistics().rooms
    const joiners = await Promise.all(Array.from({ length: 60 }, () => openRaw(place)))
    await Promise.all(joiners.map((client) => client.join()))
    expect(server.deps.rooms.statistics().rooms).toBe(before)
    for (const client of joiners) expect(areEqual(client.doc, writer.doc)).toBe(true)
    expect(await server.deps.rooms.readState(town.document.id)).toEqual(Y.encodeStateAsUpdate(writer.doc))
    for (const client of [writer, ...joiners]) client.close()
  })
})
