import { readNewestSnapshot, seedDocument } from 'db/queries/log'
import { encodeStep1 } from 'shared/protocol/frames'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { areEqual, openNative, until } from '../support/clients.ts'
import { addParagraph, openRaw, wordsOf } from '../support/raw.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({
    roomLimits: { sweepMs: 300, idleRoomMs: 200, tailRows: 40, idleTailRows: 1 },
  })
})
afterAll(() => server.stop())

const aPlace = async () => {
  const town = await aTown(server)
  const member = await town.someone('member')
  return {
    ...town,
    member,
    place: { url: server.url, cookie: member.cookie, documentName: town.documentName },
  }
}
const rooms = () => server.deps.rooms.statistics().rooms
const stored = async (documentId: string): Promise<Y.Doc> => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, await server.deps.rooms.readState(documentId))
  return doc
}
const seed = (documentId: string, update: Uint8Array) =>
  server.deps.db.transaction((tx) => seedDocument(tx, { documentId, updates: [update], at: new Date() }))

const aSeed = (words: string): Uint8Array => {
  const doc = new Y.Doc()
  addParagraph(words)(doc)
  return Y.encodeStateAsUpdate(doc)
}

describe('J1: a room opens once', () => {
  test('fifty come at the same moment: one room, the seed once on every screen', async () => {
    const { place, document } = await aPlace()
    await seed(document.id, aSeed('Шаблон урока'))
    const before = rooms()
    const clients = await Promise.all(Array.from({ length: 50 }, () => openRaw(place)))
    await Promise.all(clients.map((client) => client.join()))
    expect(rooms()).toBe(before + 1)
    for (const client of clients) expect(wordsOf(client.doc)).toBe('<paragraph>Шаблон урока</paragraph>')
    const [first, ...others] = clients
    first?.sendUpdate(first.write(addParagraph('и ещё')))
    await until(() => others.every((client) => wordsOf(client.doc).includes('и ещё')), 'the words everywhere')
    for (const client of clients) client.close()
  })
})

describe('J2: joining', () => {
  test('one that has a part gets the rest, one that has all gets nothing, and both end in a step 2', async () => {
    const { place } = await aPlace()
    const [writer, part] = [await openRaw(place), await openRaw(place)]
    await writer.join()
    writer.sendUpdate(writer.write(addParagraph('раз')))
    await until(() => writer.acknowledged() === 1, 'the first')
    await part.join()
    part.close()
    writer.sendUpdate(writer.write(addParagraph('два')))
    await until(() => writer.acknowledged() === 2, 'the second')
    const again = await openRaw(place)
    Y.applyUpdate(again.doc, Y.encodeStateAsUpdate(part.doc))
    await again.join()
    expect(areEqual(again.doc, writer.doc)).toBe(true)
    await again.join()
    expect(areEqual(again.doc, writer.doc)).toBe(true)
    for (const client of [writer, again]) client.close()
  })

  test('a malformed state vector gets no answer and does no harm', async () => {
    const { place } = await aPlace()
    const client = await openRaw(place)
    client.send(encodeStep1(Uint8Array.of(200, 200, 200)))
    client.send(encodeStep1(Uint8Array.of(1, 255)))
    await client.join()
    expect(client.closes).toEqual([])
    client.close()
  })
})

describe('J3: live after the answer', () => {
  test('who reads nothing for a while is not fed, and misses nothing; others do not wait', async () => {
    const { place } = await aPlace()
    const [writer, slow, quick] = [await openRaw(place), await openRaw(place), await openRaw(place)]
    for (const client of [writer, slow, quick]) await client.join()
    slow.socket.pause()
    for (let n = 1; n <= 100; n++) {
      writer.sendUpdate(writer.write(addParagraph(`${n} `.repeat(30_000))))
      if (n % 10 === 0) await until(() => writer.acknowledged() === n, `n = ${n}`)
    }
    await until(() => wordsOf(quick.doc).length === wordsOf(writer.doc).length, 'all on the quick screen')
    await until(() => server.deps.rooms.statistics().laggingConnections > 0, 'a lagging one')
    slow.socket.resume()
    await until(() => wordsOf(slow.doc).length === wordsOf(writer.doc).length, 'all on the slow screen')
    expect(areEqual(slow.doc, writer.doc)).toBe(true)
    writer.sendUpdate(writer.write(addParagraph('вживую')))
    await until(() => wordsOf(slow.doc).includes('вживую'), 'live words again')
    expect([slow.closes, quick.closes]).toEqual([[], []])
    for (const client of [writer, slow, quick]) client.close()
  })
})

describe('J4: idle rooms go, and come back the same', () => {
  test('evicted after the last has left; a cold load equals what was written, deletions too', async () => {
    const { place, document } = await aPlace()
    const writer = await openRaw(place)
    await writer.join()
    for (let n = 1; n <= 12; n++) writer.sendUpdate(writer.write(addParagraph(`абзац ${n}`)))
    writer.sendUpdate(writer.write((doc) => doc.getXmlFragment('body').delete(3, 4)))
    await until(() => writer.acknowledged() === 13, 'everything')
    writer.close()
    await until(() => rooms() === 0, 'no room', 25_000)
    const reader = await openRaw(place)
    await reader.join()
    expect(areEqual(reader.doc, writer.doc)).toBe(true)
    expect(areEqual(await stored(document.id), writer.doc)).toBe(true)
    // Leaving with a tail is a reason to compact.
    expect((await readNewestSnapshot(server.deps.db, document.id))?.seq).toBeGreaterThan(0)
    reader.close()
  })
})

describe('C2: compaction', () => {
  test('a long tail becomes a full state while people write; joiners, old and new, see the same', async () => {
    const { place, document } = await aPlace()
    const [one, other] = [openNative(place), openNative(place)]
    await Promise.all([one.synced, other.synced])
    one.text.insert(0, 'начало ')
    await until(() => wordsOf(other.doc).includes('начало'), 'first words')
    for (let n = 0; n < 150; n++) {
      one.text.insert(one.text.length, `${n} `)
      if (n % 3 === 0) other.text.insert(0, '- ')
      if (n % 10 === 0) other.text.delete(0, 4)
      await new Promise((resolve) => setTimeout(resolve, 4))
    }
    await until(async () => (await readNewestSnapshot(server.deps.db, document.id)) !== null, 'a snapshot')
    const late = await openRaw(place)
    await late.join()
    await until(() => areEqual(one.doc, other.doc) && areEqual(one.doc, late.doc), 'equal documents')
    const snapshot = await readNewestSnapshot(server.deps.db, document.id)
    const [head] = await server.deps.sql`
      select count(*)::int as rows, max(seq)::int as head from document_update where document_id = ${document.id}`
    expect(head?.rows).toBe(head?.head)
    expect(snapshot?.seq).toBeLessThanOrEqual(head?.head as number)
    expect(areEqual(await stored(document.id), one.doc)).toBe(true)
    for (const client of [one, other, late]) client.close()
  })
})

describe('C3: a room that grows fast', () => {
  test('is not compacted again at once; its tail waits, and joiners get it all the same', async () => {
    const slow = await startServer({ roomLimits: { tailRows: 5, compactPauseMs: 60_000 } })
    const town = await aTown(slow)
    const { cookie } = await town.someone('member')
    const place = { url: slow.url, cookie, documentName: town.documentName }
    const snapshots = () =>
      slow.deps.sql`select seq::int from document_snapshot where document_id = ${town.document.id}`
    const writer = await openRaw(place)
    await writer.join()
    for (let n = 1; n <= 40; n++) {
      writer.sendUpdate(writer.write(addParagraph(`абзац ${n}`)))
      await until(() => writer.acknowledged() === n, `n = ${n}`)
      if (n === 10) await until(async () => (await snapshots()).length === 1, 'the first full state')
    }
    expect(await snapshots()).toHaveLength(1)
    const late = await openRaw(place)
    await late.join()
    expect(areEqual(late.doc, writer.doc)).toBe(true)
    for (const client of [writer, late]) client.close()
    await slow.stop()
  })
})

describe('A1, J8: a busy process', () => {
  test('gathers what is committed and tells it in few frames: nothing is missing, and all is acknowledged', async () => {
    const busy = await startServer({ roomLimits: { gatherMs: 400, busyFrom: -1, busyFully: 0 } })
    const town = await aTown(busy)
    const [one, other] = [await town.someone('member'), await town.someone('member')]
    const places = [one, other, one].map(({ cookie }) => ({
      ...{ url: busy.url, cookie },
      documentName: town.documentName,
    }))
    const [first, second, reader] = await Promise.all(places.map((place) => openRaw(place)))
    if (!first || !second || !reader) throw new Error('three clients')
    for (const client of [first, second, reader]) await client.join()
    await new Promise((resolve) => setTimeout(resolve, 500))
    for (let n = 1; n <= 60; n++) {
      const writer = n % 2 === 0 ? first : second
      writer.sendUpdate(writer.write(addParagraph(`абзац ${n}`)))
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await until(() => first.acknowledged() === 30 && second.acknowledged() === 30, 'all acknowledged')
    await until(() => areEqual(first.doc, second.doc) && areEqual(first.doc, reader.doc), 'equal documents')
    expect(wordsOf(reader.doc).match(/абзац/g)).toHaveLength(60)
    expect(reader.updates()).toBeLessThan(20)
    const late = await openRaw(places[0] ?? { url: '', cookie: '', documentName: '' })
    await late.join()
    expect(areEqual(late.doc, reader.doc)).toBe(true)
    for (const client of [first, second, reader, late]) client.close()
    await busy.stop()
  })
})

describe('J9: what rooms hold in memory', () => {
  test('goes while nobody writes, at once when there is too much, and is there again with the next words', async () => {
    const small = await startServer({ roomLimits: { roomsBytes: 1, sweepMs: 300, idleRoomMs: 60_000 } })
    const town = await aTown(small)
    const { cookie } = await town.someone('member')
    const writer = await openRaw({ url: small.url, cookie, documentName: town.documentName })
    await writer.join()
    const held = () => small.deps.rooms.statistics().roomBytes
    for (let n = 1; n <= 5; n++) {
      writer.sendUpdate(writer.write(addParagraph(`абзац ${n} `.repeat(1_000))))
      await until(() => writer.acknowledged() === n, `n = ${n}`)
      // Only the bytes themselves are left.
      await until(() => held() < Y.encodeStateAsUpdate(writer.doc).length * 1.5, 'less in memory')
    }
    writer.sendUpdate(writer.write((doc) => doc.getXmlFragment('body').delete(1, 2)))
    await until(() => writer.acknowledged() === 6, 'a deletion')
    const reader = await openRaw({ url: small.url, cookie, documentName: town.documentName })
    await reader.join()
    expect(areEqual(reader.doc, writer.doc)).toBe(true)
    for (const client of [writer, reader]) client.close()
    await until(() => small.deps.rooms.statistics().rooms === 0, 'no room')
    await small.stop()
  })
})

describe('J5: a row that cannot be read', () => {
  test('is put aside; the room opens without it and heals from a client that has it', async () => {
    const { place, document } = await aPlace()
    const writer = await openRaw(place)
    await writer.join()
    for (const words of ['один', 'два', 'три']) writer.sendUpdate(writer.write(addParagraph(words)))
    await until(() => writer.acknowledged() === 3, 'three rows')
    writer.close()
    await until(() => rooms() === 0, 'no room', 25_000)
    await server.deps.sql`delete from document_snapshot where document_id = ${document.id}`
    await server.deps.sql`update document set snap_seq = 0 where id = ${document.id}`
    await server.deps.sql`
      update document_update set data = '\\x0501020304ff'
      where document_id = ${document.id} and seq = (
        select min(seq) from document_update where document_id = ${document.id})`
    const reader = await openRaw(place)
    await reader.join()
    expect(wordsOf(reader.doc)).not.toContain('один')
    const aside = await server.deps
      .sql`select seq::int from document_quarantine where document_id = ${document.id}`
    expect(aside).toHaveLength(1)

    const again = await openRaw(place)
    await again.join()
    const step1 = again.heard.find((frame) => frame.kind === 'step1')
    const state = step1?.kind === 'step1' ? step1.stateVector : undefined
    again.sendStep2(Y.encodeStateAsUpdate(writer.doc, state))
    await until(() => again.acknowledged() === 1, 'an acknowledgement')
    await until(() => wordsOf(reader.doc) === wordsOf(writer.doc), 'the healed text')
    for (const client of [reader, again]) client.close()
  })
})

describe('J5: a row that parses and that Yjs cannot take', () => {
  test('is put aside when somebody writes; the document can be written and read all the same', async () => {
    const { place, document } = await aPlace()
    const writer = await openRaw(place)
    await writer.join()
    writer.sendUpdate(writer.write(addParagraph('раньше')))
    await until(() => writer.acknowledged() === 1, 'the first words')
    writer.close()
    await until(() => rooms() === 0, 'no room', 25_000)
    await server.deps.sql`delete from document_snapshot where document_id = ${document.id}`
    await server.deps.sql`update document set snap_seq = 0 where id = ${document.id}`
    // A struct that stands behind a later one of its own client.
    await seed(document.id, Uint8Array.of(1, 1, 9, 0, 132, 9, 1, 1, 120, 0))

    const later = openNative(place)
    await later.synced
    later.text.insert(0, 'позже ')
    await until(async () => wordsOf(await stored(document.id)).includes('позже'), 'stored words')
    const aside = await server.deps
      .sql`select seq::int, reason from document_quarantine where document_id = ${document.id}`
    expect(aside).toEqual([{ seq: 2, reason: 'unfit' }])
    const reader = await openRaw(place)
    await reader.join()
    await until(() => wordsOf(reader.doc) === '<paragraph>позже раньше</paragraph>', 'all words')
    for (const client of [later, reader]) client.close()
  })
})

describe('J6: rows that others append', () => {
  test('a wake-up, or else the sweep, brings them to everyone in the room', async () => {
    const { place, document } = await aPlace()
    const client = await openRaw(place)
    await client.join()
    const heard: [string, number][] = []
    server.deps.rooms.onCommitted((documentId, seq) => heard.push([documentId, seq]))
    await seed(document.id, aSeed('с другого узла'))
    server.deps.rooms.wake(document.id)
    await until(() => wordsOf(client.doc).includes('с другого узла'), 'woken')
    await seed(document.id, aSeed('тихо'))
    await until(() => wordsOf(client.doc).includes('тихо'), 'swept')
    client.sendUpdate(client.write(addParagraph('и своё')))
    await until(() => client.acknowledged() === 1, 'an acknowledgement')
    expect(client.answers.at(-1)).toEqual({ kind: 'acknowledged', n: 1, seq: 3 })
    expect(heard.filter(([documentId]) => documentId === document.id).map(([, seq]) => seq)).toEqual([
      1, 2, 3,
    ])
    client.close()
  })

  test('rows of another node just before ours: both are shown, in order, once', async () => {
    const { place, document } = await aPlace()
    const [writer, reader] = [await openRaw(place), await openRaw(place)]
    await Promise.all([writer.join(), reader.join()])
    for (let n = 1; n <= 5; n++) {
      await seed(document.id, aSeed(`чужое ${n}`))
      writer.sendUpdate(writer.write(addParagraph(`своё ${n}`)))
      await until(() => writer.acknowledged() === n, 'an acknowledgement')
    }
    await until(
      () => areEqual(writer.doc, reader.doc) && wordsOf(reader.doc).includes('чужое 5'),
      'equal documents',
    )
    expect(areEqual(await stored(document.id), reader.doc)).toBe(true)
    for (const client of [writer, reader]) client.close()
  })
})
