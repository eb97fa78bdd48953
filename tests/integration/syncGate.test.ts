import { encodeUpdate } from 'shared/protocol/frames'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { until } from '../support/clients.ts'
import { addParagraph, openRaw, wordsOf, type RawClient } from '../support/raw.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const calm = (milliseconds = 300) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Two members of one community, each in the room by hand. */
const aPair = async () => {
  const town = await aTown(server)
  const people = [await town.someone('member'), await town.someone('member')] as const
  const open = async (index: 0 | 1) => {
    const place = { url: server.url, cookie: people[index].cookie, documentName: town.documentName }
    const client = await openRaw(place)
    await client.join()
    return client
  }
  return { town, people, open, one: await open(0), other: await open(1) }
}

const rowsOf = async (documentId: string) => {
  const [row] = await server.deps.sql`
    select count(*)::int as rows from document_update where document_id = ${documentId}`
  return row?.rows as number
}

const hostile: [string, (doc: Y.Doc) => void][] = [
  ['an unknown node', addParagraph('x', 'script')],
  ['an image', addParagraph('x', 'image')],
  ['another root', (doc) => doc.getMap('settings').set('a', 1)],
  ['a row right in the body', addParagraph('x', 'tableRow')],
  [
    'a link to javascript:',
    (doc) => {
      addParagraph('x')(doc)
      const paragraph = doc.getXmlFragment('body').get(0) as Y.XmlElement
      ;(paragraph.get(0) as Y.XmlText).format(0, 1, { link: { href: 'javascript:alert(1)' } })
    },
  ],
  [
    'three thousand quotes in each other',
    (doc) => {
      let parent: Y.XmlFragment = doc.getXmlFragment('body')
      for (let depth = 0; depth < 3_000; depth++) {
        const quote = new Y.XmlElement('blockquote')
        parent.insert(0, [quote])
        parent = quote
      }
    },
  ],
]

describe('G1: nothing unfit reaches the log or another screen', () => {
  test.each(hostile)('%s', async (_, write) => {
    const { town, one, other } = await aPair()
    one.sendUpdate(one.write(write))
    await until(() => one.rejected().length > 0, 'a rejection')
    expect(one.rejected()).toEqual([[1, 'schema']])
    other.sendUpdate(other.write(addParagraph('честные слова')))
    await until(() => other.acknowledged() === 1, 'an acknowledgement')
    expect([one.closes, other.closes, other.updates()]).toEqual([[], [], 0])
    expect(await rowsOf(town.document.id)).toBe(1)
    for (const client of [one, other]) client.close()
  })

  test('what is built upon a refused update is refused with it; a fresh connection may write again', async () => {
    const { one, other, open } = await aPair()
    one.sendUpdate(one.write(addParagraph('x', 'script')))
    one.sendUpdate(one.write(addParagraph('после')))
    one.sendUpdate(one.write(addParagraph('и ещё')))
    await until(() => one.rejected().length === 3, 'three rejections')
    expect(one.rejected().map(([n]) => n)).toEqual([1, 2, 3])
    const fresh = await open(0)
    fresh.sendUpdate(fresh.write(addParagraph('с чистого листа')))
    await until(() => wordsOf(other.doc).includes('с чистого листа'), 'the words')
    for (const client of [one, other, fresh]) client.close()
  })
})

describe('G2: bytes that are no update', () => {
  test('a corpus of damaged frames: rejected or ignored, nobody is disturbed, nothing is stored', async () => {
    const { town, one, other } = await aPair()
    const good = encodeUpdate(one.write(addParagraph('слово')))
    const frames: Uint8Array[] = []
    for (let length = 1; length < good.length; length++) frames.push(good.subarray(0, length))
    for (let bit = 16; bit < good.length * 8; bit += 3) {
      const flipped = good.slice()
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      frames.push(flipped)
    }
    frames.push(Uint8Array.of(), Uint8Array.of(255), Uint8Array.of(0), Uint8Array.of(0, 9, 1, 1))
    frames.push(Uint8Array.of(0, 2, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1), Uint8Array.of(77, 1, 2))
    const payloads = [
      [1, 11, 11, 11, 11, 11, 11, 21, 11, 11, 1, 0],
      [0, 1, 0, 1],
      [1, 1, 1, 0, 255, 255, 255, 255, 15, 0],
      [1, 255, 255, 255, 255, 15, 1, 0],
    ]
    frames.push(...payloads.map((payload) => encodeUpdate(Uint8Array.from(payload))))
    frames.push(encodeUpdate(Y.convertUpdateFormatV1ToV2(Y.encodeStateAsUpdate(one.doc))))
    for (const frame of frames) one.send(frame)
    one.send(good)
    await until(() => other.updates() > 0, 'the one good update')
    await calm()
    expect(other.closes).toEqual([])
    const copy = new Y.Doc()
    Y.applyUpdate(copy, await server.deps.rooms.readState(town.document.id))
    expect(copy.store.pendingStructs).toBeNull()
    expect(wordsOf(copy)).toBe(wordsOf(other.doc))
    for (const client of [one, other]) client.close()
  })
})

/** Writes in a copy of the document as if `clientId` were one's own. */
const forge = (client: RawClient, clientId: number, write: (doc: Y.Doc) => void): Uint8Array => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(client.doc))
  copy.clientID = clientId
  const before = Y.encodeStateVector(copy)
  copy.transact(() => write(copy))
  return Y.encodeStateAsUpdate(copy, before)
}

describe('G10: client ids belong to people', () => {
  test('words under a colleague’s id are refused, and her own next words arrive', async () => {
    const { one, other } = await aPair()
    one.sendUpdate(one.write(addParagraph('первые слова')))
    await until(() => wordsOf(other.doc).includes('первые слова'), 'the words')
    other.sendUpdate(forge(other, one.doc.clientID, addParagraph('подделка')))
    await until(() => other.rejected().length === 1, 'a rejection')
    expect(other.rejected()).toEqual([[1, 'foreignClient']])
    one.sendUpdate(one.write(addParagraph('вторые слова')))
    await until(() => wordsOf(other.doc).includes('вторые слова'), 'the next words')
    expect(wordsOf(other.doc)).not.toContain('подделка')
    for (const client of [one, other]) client.close()
  })

  test('a deletion at clocks she has not used yet would swallow her next words; it waits for ever', async () => {
    const { one, other } = await aPair()
    one.sendUpdate(one.write(addParagraph('а')))
    await until(() => wordsOf(other.doc).includes('а'), 'the letter')
    const ahead = new Y.Doc()
    Y.applyUpdate(ahead, Y.encodeStateAsUpdate(other.doc))
    ahead.clientID = one.doc.clientID
    addParagraph('будущее')(ahead)
    const before = Y.encodeStateVector(ahead)
    ahead.getXmlFragment('body').delete(1, 1)
    other.sendUpdate(Y.encodeStateAsUpdate(ahead, before))
    await calm()
    expect(other.acknowledged()).toBe(0)
    one.sendUpdate(one.write(addParagraph('настоящее')))
    await until(() => wordsOf(other.doc).includes('настоящее'), 'her words')
    for (const client of [one, other]) client.close()
  })

  test('what others wrote and the log holds may be sent by anybody; the system’s seed too', async () => {
    const { one, other } = await aPair()
    one.sendUpdate(one.write(addParagraph('общее')))
    await until(() => wordsOf(other.doc).includes('общее'), 'the words')
    other.sendStep2(Y.encodeStateAsUpdate(other.doc))
    await until(() => other.acknowledged() === 1, 'an acknowledgement')
    expect(other.rejected()).toEqual([])
    for (const client of [one, other]) client.close()
  })

  test('the same person from another tab may go on under her id; after everyone left it is still hers', async () => {
    const { one, other, open } = await aPair()
    one.sendUpdate(one.write(addParagraph('раз')))
    await until(() => one.acknowledged() === 1, 'the first')
    // A Y.Doc that sees its own id used elsewhere takes another one.
    const { clientID } = one.doc
    const tab = await open(0)
    tab.sendUpdate(forge(tab, clientID, addParagraph('два')))
    await until(() => tab.acknowledged() === 1, 'the second')
    expect(tab.rejected()).toEqual([])
    for (const client of [one, tab]) client.close()
    const late = await open(1)
    late.sendUpdate(forge(late, clientID, addParagraph('три')))
    await until(() => late.rejected().length === 1, 'a rejection')
    for (const client of [other, late]) client.close()
  })
})

describe('G11: size', () => {
  test('above the bound of a document the update is refused, the connection lives', async () => {
    const small = await startServer({ roomLimits: { documentBytes: 50_000 } })
    const town = await aTown(small)
    const member = await town.someone('member')
    const client = await openRaw({ url: small.url, cookie: member.cookie, documentName: town.documentName })
    await client.join()
    client.sendUpdate(client.write(addParagraph('слово')))
    client.sendUpdate(client.write(addParagraph('ж'.repeat(30_000))))
    await until(() => client.rejected().length === 1 && client.acknowledged() === 1, 'both answers')
    expect(client.rejected()).toEqual([[2, 'tooLarge']])
    expect(client.closes).toEqual([])
    const fill = (letters: number) => {
      const other = new Y.Doc()
      addParagraph('ж'.repeat(letters))(other)
      return Y.encodeStateAsUpdate(other)
    }
    client.sendUpdate(fill(24_900))
    await until(() => client.acknowledged() === 3, 'a full document')
    client.sendUpdate(fill(500))
    await until(() => client.rejected().length === 2, 'a second refusal')
    // What makes room is taken.
    const deletion = client.write((doc) => doc.getXmlFragment('body').delete(0, 1))
    client.sendUpdate(deletion)
    await until(() => client.acknowledged() === 5, 'the deletion')
    client.close()
    await small.stop()
  })
})

const LETTERS = 10_000
/** A varint, for numbers below 2³¹. */
const number = (value: number): number[] =>
  value < 128 ? [value] : [(value & 127) | 128, ...number(value >>> 7)]

/** Ten thousand single letters of one client, all behind the same letter. */
const crowdBehind = (letter: { client: number; clock: number }, client: number): Uint8Array => {
  const one = [128 | 4, ...number(letter.client), ...number(letter.clock), 1, 120]
  const letters = Array.from({ length: LETTERS }, () => one).flat()
  return Uint8Array.from([1, ...number(LETTERS), ...number(client), 0, ...letters, 0])
}

test('G15: who sends what Yjs would look through for seconds is sent away; her colleague writes on', async () => {
  const { town, one, other } = await aPair()
  one.doc.clientID = 77
  one.sendUpdate(one.write(addParagraph('слова')))
  await until(() => one.acknowledged() === 1, 'the words')
  const letter = { client: 77, clock: 2 }
  one.sendUpdate(crowdBehind(letter, 1_000))
  await until(() => one.acknowledged() === 2, 'the first crowd')
  one.sendUpdate(crowdBehind(letter, 2_000))
  await until(() => one.closes.length > 0, 'the end')
  expect([one.closes[0]?.code, one.rejected()]).toEqual([4413, [[3, 'tooLarge']]])
  const written = Y.encodeStateVector(other.doc)
  expect(Y.decodeStateVector(written).has(2_000)).toBe(false)
  other.sendUpdate(other.write(addParagraph('дальше')))
  await until(() => other.acknowledged() === 1, 'the colleague’s words')
  expect(await rowsOf(town.document.id)).toBe(3)
  other.close()
})

describe('L4: what one person costs', () => {
  test('who has the room put together anew again and again waits; her colleague does not, and nothing of hers is lost', async () => {
    const { one, other } = await aPair()
    one.doc.clientID = 77
    one.sendUpdate(one.write(addParagraph('слова')))
    await until(() => one.acknowledged() === 1, 'the words')
    // Behind the third letter and before the second.
    const misplaced = Uint8Array.from([1, 1, 9, 0, 128 | 64 | 4, 77, 4, 77, 3, 1, 120, 0])
    for (let count = 0; count < 10; count++) one.sendUpdate(misplaced)
    await until(() => one.rejected().length === 10, 'the refusals')
    const reasons = one.rejected().map(([, reason]) => reason)
    expect([reasons[0], reasons.at(-1)]).toEqual(['malformed', 'rate'])
    expect(reasons.filter((reason) => reason === 'malformed').length).toBeLessThan(4)
    const asked = () => one.heard.filter((frame) => frame.kind === 'step1').length
    const before = asked()
    other.sendUpdate(other.write(addParagraph('дальше')))
    await until(() => other.acknowledged() === 1, 'the colleague’s words')
    expect(asked()).toBe(before)
    await until(() => asked() > before, 'the question for her words')
    one.write(addParagraph('и моё'))
    one.sendStep2(Y.encodeStateAsUpdate(one.doc))
    await until(() => wordsOf(other.doc).includes('и моё'), 'her words')
    for (const client of [one, other]) client.close()
  })

  test('client ids are not bound without end', async () => {
    const { town, one } = await aPair()
    one.doc.clientID = 77
    one.sendUpdate(one.write(addParagraph('слова')))
    await until(() => one.acknowledged() === 1, 'the words')
    const letters = (from: number) =>
      Uint8Array.from([
        ...number(500),
        ...Array.from({ length: 500 }, (_, index) => [
          ...[1, ...number(from - index), 0, 128 | 4, 77, 2, 1, 120],
        ]).flat(),
        0,
      ])
    for (let count = 1; count <= 5; count++) one.sendUpdate(letters(count * 10_000))
    await until(() => one.rejected().length + one.acknowledged() >= 5, 'answers')
    const [row] = await server.deps.sql<{ count: number }[]>`
      select count(*)::int from document_client where document_id = ${town.document.id}`
    expect(row?.count).toBeLessThanOrEqual(501)
    one.close()
  })
})
