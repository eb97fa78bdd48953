import { seedDocument } from 'db/queries/log'
import { encodeAwareness, encodeStep1 } from 'shared/protocol/frames'
import { writePresence } from 'shared/protocol/presence'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { openLine, openTunnelled, until } from '../support/clients.ts'
import { addParagraph, openRaw, wordsOf, type RawClient } from '../support/raw.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({
    roomLimits: { joinsBurst: 5, joinsPerSecond: 2, idleRoomMs: 200, sweepMs: 300 },
  })
})
afterAll(() => server.stop())

const calm = (milliseconds = 300) => new Promise((resolve) => setTimeout(resolve, milliseconds))
type Town = Awaited<ReturnType<typeof aTown>>

const placeOf = async (town: Town, role: 'member' | 'observer' = 'member') => ({
  url: server.url,
  cookie: (await town.someone(role)).cookie,
  documentName: town.documentName,
})
const seed = ({ document }: Town, update: Uint8Array) =>
  server.deps.db.transaction((tx) =>
    seedDocument(tx, { documentId: document.id, updates: [update], at: new Date() }),
  )

/** A struct of client 9 that stands behind a later one of its own: it parses, and Yjs falls over it. */
const POISON = Uint8Array.of(1, 1, 9, 0, 128 | 4, 9, 1, 1, 120, 0)

describe('A9: a fault of the server ends the connection that met it, and nothing else', () => {
  test('a room that cannot judge sends its writers away for a while; neighbours notice nothing', async () => {
    const [sick, alike, well] = [await aTown(server), await aTown(server), await aTown(server)]
    for (const town of [sick, alike]) await seed(town, POISON)
    const [writer, neighbour] = [await openRaw(await placeOf(sick)), await openRaw(await placeOf(well))]
    await neighbour.join()
    writer.sendUpdate(writer.write(addParagraph('слово')))
    await until(() => writer.closes.length > 0, 'a close')
    expect(writer.closes).toEqual([{ code: 1012, reason: 'restarting' }])

    const line = openLine(server.url, (await placeOf(alike)).cookie)
    const tunnelled = openTunnelled(line, alike.documentName)
    await until(() => line.socket.connected, 'a line')
    tunnelled.text.insert(0, 'слово')
    await until(() => tunnelled.closes.length > 0, 'a close through the tunnel')
    expect(tunnelled.closes[0]).toEqual({ code: 4503, reason: 'restarting' })
    expect(line.socket.connected).toBe(true)

    neighbour.sendUpdate(neighbour.write(addParagraph('мимо')))
    await until(() => neighbour.acknowledged() === 1, 'an acknowledgement')
    tunnelled.close()
    line.close()
    neighbour.close()
  })

  test.each([{ polling: false }, { polling: true }])(
    'who comes while sessions cannot be read is let in by herself once they can (%o)',
    async ({ polling }) => {
      const town = await aTown(server)
      const { cookie } = await placeOf(town)
      const { admitter } = server.deps.rooms
      const { identify } = admitter
      let asked = 0
      admitter.identify = () => Promise.reject(new Error(`Postgres is away, ${++asked}`))
      const line = openLine(server.url, cookie, { polling })
      const client = openTunnelled(line, town.documentName)
      await until(() => asked > 2, 'several attempts')
      expect(line.socket.connected).toBe(false)
      admitter.identify = identify
      await client.synced
      client.close()
      line.close()
    },
  )

  test('a claim that fails for good is refused, and the process lives', async () => {
    const town = await aTown(server)
    const client = await openRaw(await placeOf(town))
    await client.join()
    const { sql } = server.deps
    await sql.unsafe(`alter table document_client add check (client_id <> ${client.doc.clientID})`)
    client.sendUpdate(client.write(addParagraph('слово')))
    await until(() => client.rejected().length > 0, 'a rejection')
    expect(client.rejected()).toEqual([[1, 'malformed']])
    expect(client.closes).toEqual([])
    client.close()
  })
})

describe('J6: rows written elsewhere', () => {
  test('that cannot be read for now are asked for until they are there; what stands behind them waits', async () => {
    const far = await startServer({ roomLimits: { pollMs: 600_000 } })
    const { sql, db } = far.deps
    const town = await aTown(far)
    const place = async () => ({
      url: far.url,
      cookie: (await town.someone('member')).cookie,
      documentName: town.documentName,
    })
    const [writer, reader] = [await openRaw(await place()), await openRaw(await place())]
    await Promise.all([writer.join(), reader.join()])
    writer.sendUpdate(writer.write(addParagraph('сначала')))
    await until(() => writer.acknowledged() === 1, 'the first acknowledgement')

    const elsewhere = new Y.Doc()
    addParagraph('издалека')(elsewhere)
    const updates = [Y.encodeStateAsUpdate(elsewhere)]
    await db.transaction((tx) => seedDocument(tx, { documentId: town.document.id, updates, at: new Date() }))
    await sql`alter table document_quarantine rename to out_of_reach`
    writer.sendUpdate(writer.write(addParagraph('потом')))
    await until(() => writer.acknowledged() === 2, 'the second acknowledgement: it is committed')
    await calm(600)
    expect(wordsOf(reader.doc)).not.toMatch(/потом|издалека/)

    await sql`alter table out_of_reach rename to document_quarantine`
    const isThere = (word: string) => wordsOf(reader.doc).includes(word)
    await until(() => ['сначала', 'издалека', 'потом'].every(isThere), 'all three words')
    writer.close()
    reader.close()
    await far.stop()
  })
})

const step2s = ({ heard }: RawClient): number => heard.filter(({ kind }) => kind === 'step2').length
/** State vectors that each know something else, so that no answer can be used twice. */
const vector = (client: number): Uint8Array => Y.encodeStateVector(new Map([[client, 1]]))
const pauseSocket = ({ socket }: RawClient) => socket.pause()

describe('J7: one answer at a time', () => {
  const aLongText = async () => {
    const town = await aTown(server)
    const doc = new Y.Doc()
    doc.transact(() => {
      for (let n = 0; n < 400; n++) addParagraph('слово за словом '.repeat(100))(doc)
    })
    await seed(town, Y.encodeStateAsUpdate(doc))
    return { town, doc }
  }

  test('who asks four hundred times and reads nothing is answered a few times, the last time too', async () => {
    const { town, doc } = await aLongText()
    const client = await openRaw(await placeOf(town, 'observer'))
    pauseSocket(client)
    for (let n = 1; n <= 400; n++) client.send(encodeStep1(vector(n)))
    await calm(1_000)
    client.socket.resume()
    await until(() => wordsOf(client.doc).length === wordsOf(doc).length, 'the text')
    await calm(1_500)
    const answered = step2s(client)
    expect(answered).toBeLessThan(12)
    await client.join()
    expect(client.closes).toEqual([])
    client.close()
  })

  test('who asks again and again while reading gets the newest question answered', async () => {
    const town = await aTown(server)
    const [writer, reader] = [
      await openRaw(await placeOf(town)),
      await openRaw(await placeOf(town, 'observer')),
    ]
    for (let n = 1; n <= 50; n++) reader.send(encodeStep1(vector(n)))
    await until(() => step2s(reader) > 0, 'an answer')
    await writer.join()
    writer.sendUpdate(writer.write(addParagraph('вживую')))
    await until(() => wordsOf(reader.doc).includes('вживую'), 'live words')
    await calm(1_500)
    expect(step2s(reader)).toBeLessThan(10)
    for (const client of [writer, reader]) client.close()
  })
})

describe('J7: one who asks from many connections', () => {
  test('is answered in full by a thread when her share of the process is used up', async () => {
    const busy = await startServer({ roomLimits: { answersBurst: 0, answersPerSecond: 0 } })
    onTestFinished(() => busy.stop())
    const town = await aTown(busy)
    const at = async () => ({ ...(await placeOf(town)), url: busy.url })
    const [writer, place] = [await openRaw(await at()), await at()]
    await writer.join()
    writer.sendUpdate(writer.write(addParagraph('начало')))
    await until(() => writer.acknowledged() === 1, 'the first words')
    const known = Y.encodeStateAsUpdate(writer.doc)
    writer.sendUpdate(writer.write(addParagraph('без неё')))
    await until(() => writer.acknowledged() === 2, 'words without her')
    const tabs = await Promise.all(
      Array.from({ length: 8 }, () => {
        const doc = new Y.Doc()
        Y.applyUpdate(doc, known)
        return openRaw(place, { doc })
      }),
    )
    await Promise.all(tabs.map((tab) => tab.join()))
    writer.sendUpdate(writer.write(addParagraph('при ней')))
    for (const tab of tabs) await until(() => wordsOf(tab.doc) === wordsOf(writer.doc), 'all words')
    expect(tabs.flatMap(({ closes }) => closes)).toEqual([])
    for (const client of [writer, ...tabs]) client.close()
  })
})

describe('G10: a client id that somebody else claims by presence', () => {
  const claims = (client: RawClient, clientId: number) =>
    client.send(encodeAwareness(writePresence([{ clientId, clock: 1_000_000, state: '{"cursor":1}' }])))

  test('the log knows better, also in a room that has just opened: the offline words of its person are taken', async () => {
    const town = await aTown(server)
    const mine = await placeOf(town)
    const author = await openRaw(mine)
    await author.join()
    author.sendUpdate(author.write(addParagraph('первое')))
    await until(() => author.acknowledged() === 1, 'the first words')
    author.close()
    await until(() => server.deps.rooms.statistics().rooms === 0, 'an empty house', 25_000)

    const thieves = [await openRaw(await placeOf(town, 'observer')), await openRaw(await placeOf(town))]
    for (const thief of thieves) {
      await thief.join()
      claims(thief, author.doc.clientID)
    }
    await calm()
    const again = await openRaw(mine, { doc: author.doc })
    again.sendUpdate(again.write(addParagraph('без связи')))
    await until(() => again.acknowledged() === 1, 'the words written offline')
    expect(again.rejected()).toEqual([])
    for (const thief of thieves) await until(() => wordsOf(thief.doc).includes('без связи'), 'her words')
    for (const client of [again, ...thieves]) client.close()
  })

  test('who only reads binds nothing that the log does not know, and gives it up to who writes', async () => {
    const town = await aTown(server)
    const [thief, author] = [
      await openRaw(await placeOf(town, 'observer')),
      await openRaw(await placeOf(town)),
    ]
    await Promise.all([thief.join(), author.join()])
    claims(thief, author.doc.clientID)
    await calm()
    author.sendUpdate(author.write(addParagraph('слово')))
    await until(() => author.acknowledged() === 1, 'her words')
    claims(author, author.doc.clientID)
    const names = () =>
      thief.heard.flatMap((frame) =>
        frame.kind === 'awareness' ? [Buffer.from(frame.states).toString()] : [],
      )
    await until(() => names().at(-1)?.includes('1000001') === false && names().length > 1, 'her presence')
    for (const client of [thief, author]) client.close()
  })

  test('a colleague who is in the room with it, or was, keeps it before her first word', async () => {
    const town = await aTown(server)
    const [author, thief] = [await openRaw(await placeOf(town)), await openRaw(await placeOf(town))]
    await Promise.all([author.join(), thief.join()])
    claims(author, author.doc.clientID)
    const forged = new Y.Doc()
    forged.clientID = author.doc.clientID
    addParagraph('подделка')(forged)
    await calm()
    thief.sendUpdate(Y.encodeStateAsUpdate(forged))
    await until(() => thief.rejected().length === 1, 'a refusal')
    author.close()
    await calm()
    thief.sendStep2(Y.encodeStateAsUpdate(forged))
    await until(() => thief.rejected().length === 2, 'another one')
    expect(thief.rejected().map(([, reason]) => reason)).toEqual(['foreignClient', 'foreignClient'])
    thief.close()
  })
})
