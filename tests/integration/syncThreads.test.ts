import { setTimeout as pause } from 'node:timers/promises'
import { readRows } from 'db/queries/log'
import { must } from 'shared/must'
import { EMPTY_UPDATE } from 'shared/protocol/frames'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { areEqual, until } from '../support/clients.ts'
import { addParagraph, openRaw, wordsOf, type RawClient } from '../support/raw.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'

vi.setConfig({ testTimeout: 120_000 })

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const WAIT_MS = 60_000

/** A document, and as many people who may write in it. */
const aPlace = async (people = 1, at = server) => {
  const town = await aTown(at)
  const members = await Promise.all(Array.from({ length: people }, () => town.someone('member')))
  const places = members.map(({ cookie }) => ({ url: at.url, cookie, documentName: town.documentName }))
  return { documentId: town.document.id, places }
}

const come = async (places: { url: string; cookie: string; documentName: string }[]) => {
  const clients = await Promise.all(places.map((place) => openRaw(place)))
  for (const client of clients) await client.join()
  return clients as [RawClient, ...RawClient[]]
}

/** So many short paragraphs at once: judging them takes long. */
const paragraphs =
  (count: number, name = 'paragraph') =>
  (doc: Y.Doc): void => {
    const all = Array.from({ length: count }, (_, index) => {
      const paragraph = new Y.XmlElement(name)
      paragraph.insert(0, [new Y.XmlText(`строка ${index}`)])
      return paragraph
    })
    doc.getXmlFragment('body').push(all)
  }

/** The log alone, row after row: each finds in place what it builds upon. */
const replay = async (documentId: string, at = server): Promise<Y.Doc> => {
  const doc = new Y.Doc()
  for (const row of await readRows(at.deps.db, documentId, 0))
    for (const update of row.updates) {
      Y.applyUpdate(doc, update)
      expect(doc.store.pendingStructs, `row ${row.seq}`).toBeNull()
    }
  return doc
}

/** Sends something short first, so that its client id is known. */
const greet = async (writer: RawClient, words: string): Promise<void> => {
  const before = writer.acknowledged()
  writer.sendUpdate(writer.write(addParagraph(words)))
  await until(() => writer.acknowledged() > before, words, WAIT_MS)
}

describe('A11: while a long update is judged', () => {
  test('letters elsewhere and in the same document are acknowledged before it is even accepted', async () => {
    const { documentId, places } = await aPlace(2)
    const { places: elsewhere } = await aPlace()
    const [writer, colleague] = (await come(places)) as [RawClient, RawClient]
    const [neighbour] = await come(elsewhere)
    for (const client of [writer, colleague, neighbour]) await greet(client, 'вначале')
    const { openFrames } = server.deps.rooms.statistics()
    writer.sendUpdate(writer.write(paragraphs(40_000)))
    writer.sendUpdate(writer.write(addParagraph('после вставки')))
    await until(() => server.deps.rooms.statistics().openFrames > openFrames, 'the paste is there', WAIT_MS)
    neighbour.sendUpdate(neighbour.write(addParagraph('рядом')))
    colleague.sendUpdate(colleague.write(addParagraph('вместе')))
    await until(() => neighbour.acknowledged() === 2 && colleague.acknowledged() === 2, 'letters', WAIT_MS)
    expect(server.deps.rooms.statistics().queuedBytes).toBe(0)
    expect(writer.acknowledged()).toBe(1)
    await until(() => writer.acknowledged() === 3, 'the paste, and what came after it', WAIT_MS)
    await until(() => areEqual(writer.doc, colleague.doc), 'equal screens', WAIT_MS)
    expect(areEqual(await replay(documentId), writer.doc)).toBe(true)
    for (const client of [writer, colleague, neighbour]) {
      expect(client.rejected()).toEqual([])
      client.close()
    }
  })

  test('its author writes on from another window: the verdict is given anew, nothing is written twice', async () => {
    const { documentId, places } = await aPlace()
    const [one, other] = (await come([...places, ...places])) as [RawClient, RawClient]
    await greet(one, 'вначале')
    const paste = one.write(paragraphs(20_000))
    one.sendUpdate(paste)
    other.sendUpdate(paste)
    other.sendUpdate(one.write(addParagraph('и ещё')))
    await until(() => one.acknowledged() === 2 && other.acknowledged() === 2, 'all', WAIT_MS)
    const rows = await readRows(server.deps.db, documentId, 0)
    const lengths = rows.flatMap(({ updates }) => updates.map((update) => update.length))
    expect(lengths.filter((length) => length > paste.length / 2)).toHaveLength(1)
    expect(areEqual(await replay(documentId), one.doc)).toBe(true)
    for (const client of [one, other]) client.close()
  })

  test('an update that must not stand there, or is none, is refused as a short one would be', async () => {
    const { documentId, places } = await aPlace(2)
    const [writer, stranger] = (await come(places)) as [RawClient, RawClient]
    await greet(writer, 'вначале')
    const unknown = new Y.Doc()
    paragraphs(20_000, 'script')(unknown)
    const forged = new Y.Doc()
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(writer.doc))
    forged.clientID = writer.doc.clientID
    paragraphs(20_000)(forged)
    stranger.sendUpdate(Y.encodeStateAsUpdate(unknown))
    stranger.sendUpdate(new Uint8Array(1_000_000).fill(7))
    stranger.sendUpdate(Y.encodeStateAsUpdate(forged, Y.encodeStateVector(writer.doc)))
    await until(() => stranger.rejected().length === 3, 'three refusals', WAIT_MS)
    expect(stranger.rejected()).toEqual([
      [1, 'schema'],
      [2, 'malformed'],
      [3, 'foreignClient'],
    ])
    await greet(writer, 'дальше')
    expect(areEqual(await replay(documentId), writer.doc)).toBe(true)
    for (const client of [writer, stranger]) client.close()
  })

  test('one that builds upon what never came is asked for whole, and then taken', async () => {
    const { documentId, places } = await aPlace()
    const [writer] = await come(places)
    writer.sendStep2(EMPTY_UPDATE)
    await greet(writer, 'вначале')
    writer.write(addParagraph('не отправлено'))
    const questions = () => writer.heard.filter(({ kind }) => kind === 'step1').length
    const before = questions()
    writer.sendUpdate(writer.write(paragraphs(10_000)))
    await until(() => questions() > before, 'a question', WAIT_MS)
    writer.sendStep2(Y.encodeStateAsUpdate(writer.doc))
    await until(() => writer.acknowledged() === 4, 'all of it', WAIT_MS)
    expect(areEqual(await replay(documentId), writer.doc)).toBe(true)
    writer.close()
  })
})

describe('J10: who comes back to a long document with a part of it', () => {
  test('hears what was written before and while the answer was made, and then goes on live', async () => {
    const { places } = await aPlace(2)
    const [place] = places
    const [writer, colleague] = (await come(places)) as [RawClient, RawClient]
    writer.sendUpdate(writer.write(paragraphs(10_000)))
    await until(() => writer.acknowledged() === 1, 'a long document', WAIT_MS)
    const part = Y.encodeStateAsUpdate(writer.doc)
    writer.sendUpdate(writer.write((doc) => doc.getXmlFragment('body').delete(0, 2_000)))
    writer.sendUpdate(writer.write(paragraphs(3_000)))
    await until(() => writer.acknowledged() === 3, 'more of it', WAIT_MS)
    const old = () => {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, part)
      return doc
    }
    const back = await Promise.all(
      Array.from({ length: 12 }, () => openRaw(must(place, 'a place'), { doc: old() })),
    )
    let n = 0
    const typing = setInterval(() => colleague.sendUpdate(colleague.write(addParagraph(`${++n}`))), 3)
    await Promise.all(back.map((client) => client.join()))
    // Whoever asks again is answered again.
    for (const client of back.slice(0, 3)) await client.join()
    clearInterval(typing)
    await until(() => colleague.acknowledged() === n, 'all letters', WAIT_MS)
    for (const client of back) {
      await until(() => areEqual(client.doc, colleague.doc), 'the same', WAIT_MS)
      expect(client.heard.filter(({ kind }) => kind === 'step2').length).toBeGreaterThan(0)
      expect(client.doc.store.pendingStructs).toBeNull()
    }
    for (const client of [writer, colleague, ...back]) client.close()
  })
})

describe('A11: a long document that nobody has written in for a while', () => {
  let forgetful: TestServer
  beforeAll(async () => {
    forgetful = await startServer({ roomLimits: { judgedMs: 0, largeJudgedMs: 0 } })
  })
  afterAll(() => forgetful.stop())

  test('is put together anew while the letters of several wait, and keeps their order', async () => {
    const { documentId, places } = await aPlace(3, forgetful)
    const clients = await come(places)
    const [writer] = clients
    writer.sendUpdate(writer.write(paragraphs(20_000)))
    writer.sendUpdate(writer.write((doc) => doc.getXmlFragment('body').delete(5, 7_000)))
    await until(() => writer.acknowledged() === 2, 'a long document', WAIT_MS)
    for (const round of [1, 2, 3]) {
      await pause(600)
      for (const client of clients)
        for (let n = 1; n <= 5; n++) client.sendUpdate(client.write(addParagraph(`${round}.${n}`)))
      await until(() => clients.every((client) => client.acknowledged() >= 5 * round), 'letters', WAIT_MS)
    }
    for (const client of clients) await until(() => areEqual(client.doc, writer.doc), 'the same', WAIT_MS)
    expect(areEqual(await replay(documentId, forgetful), writer.doc)).toBe(true)
    expect(wordsOf(writer.doc)).toContain('строка 19999')
    for (const client of clients) client.close()
  })
})
