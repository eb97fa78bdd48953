import { TUNNEL_PART_BYTES } from 'shared/protocol/tunnel'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { openLine, openTunnelled, until } from '../support/clients.ts'
import { addParagraph, openRaw, wordsOf } from '../support/raw.ts'
import { openRawTunnel } from '../support/rawTunnel.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'

let strict: TestServer
let narrow: TestServer
let usual: TestServer
let frugal: TestServer
beforeAll(async () => {
  strict = await startServer({
    roomLimits: {
      framesBurst: 60,
      framesPerSecond: 40,
      sessionConnections: 3,
      sessionLines: 2,
      personConnections: 4,
      roomConnections: 6,
    },
  })
  narrow = await startServer({ roomLimits: { openFrames: 30, frameBytes: 100_000 } })
  usual = await startServer()
  frugal = await startServer({ roomLimits: { writtenBurst: 4_000, writtenPerSecond: 2_000 } })
})
afterAll(() => Promise.all([strict.stop(), narrow.stop(), usual.stop(), frugal.stop()]))

const aPlace = async (server: TestServer) => {
  const town = await aTown(server)
  const { cookie, person } = await town.someone('member')
  return { town, person, place: { url: server.url, cookie, documentName: town.documentName } }
}
const LAGGING = 4513
const ROOM_FULL = 4508

describe('L1: the pace of a connection', () => {
  test('faster frames are refused as rate, and what they brought is asked for again: nothing is lost', async () => {
    const { place, town } = await aPlace(strict)
    const [writer, reader] = [await openRaw(place), await openRaw(place)]
    await Promise.all([writer.join(), reader.join()])
    const asked = () => writer.heard.filter((frame) => frame.kind === 'step1')
    const first = asked().length
    for (let n = 1; n <= 80; n++) writer.sendUpdate(writer.write(addParagraph(`абзац ${n}`)))
    await until(() => writer.rejected().length > 0, 'a refusal')
    expect(new Set(writer.rejected().map(([, reason]) => reason))).toEqual(new Set(['rate']))
    await until(() => asked().length > first, 'the question')
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    const step1 = asked().at(-1)
    writer.sendStep2(
      Y.encodeStateAsUpdate(writer.doc, step1?.kind === 'step1' ? step1.stateVector : undefined),
    )
    await until(() => wordsOf(reader.doc) === wordsOf(writer.doc), 'everything')
    expect(writer.closes).toEqual([])
    const stored = new Y.Doc()
    Y.applyUpdate(stored, await strict.deps.rooms.readState(town.document.id))
    expect(wordsOf(stored)).toBe(wordsOf(writer.doc))
    for (const client of [writer, reader]) client.close()
  })

  test('who goes on without end is sent away, whatever the frames; a neighbour notices nothing', async () => {
    const { place, town } = await aPlace(strict)
    const neighbour = await openRaw({ ...place, cookie: (await town.someone('member')).cookie })
    await neighbour.join()
    for (const frame of [Uint8Array.of(3), Uint8Array.of(0, 2, 2, 0, 0), Uint8Array.of(77)]) {
      const client = await openRaw(place)
      for (let n = 0; n < 400; n++) client.send(frame)
      await until(() => client.closes.length > 0, 'a close')
      expect(client.closes[0]?.code).toBe(LAGGING)
    }
    neighbour.sendUpdate(neighbour.write(addParagraph('рядом')))
    await until(() => neighbour.acknowledged() === 1, 'an acknowledgement')
    neighbour.close()
  })

  test('three thousand keystrokes at once, a long paste and a long absence are no haste', async () => {
    const { place } = await aPlace(usual)
    const client = await openRaw(place)
    await client.join()
    client.sendUpdate(client.write(addParagraph('а'.repeat(1_000_000))))
    const text = client.doc.getXmlFragment('body').get(0) as Y.XmlElement
    for (let n = 0; n < 3_000; n++)
      client.sendUpdate(client.write(() => (text.get(0) as Y.XmlText).insert(0, 'б')))
    await until(() => client.acknowledged() === 3_001, 'every keystroke', 25_000)
    client.close()
    for (let n = 0; n < 500; n++) addParagraph(`без связи ${n}`)(client.doc)
    const again = await openRaw(place, { doc: client.doc })
    again.sendStep2(Y.encodeStateAsUpdate(client.doc))
    await until(() => again.acknowledged() === 1, 'the absence')
    expect([client.rejected(), again.rejected()]).toEqual([[], []])
    again.close()
  })
})

describe('L4: what one person makes the log keep', () => {
  test('is bounded in all documents together; what is beyond it is asked for later, and others write on', async () => {
    const { place, town } = await aPlace(frugal)
    const one = await openRaw(place)
    const neighbour = await openRaw({ ...place, cookie: (await town.someone('member')).cookie })
    await Promise.all([one.join(), neighbour.join()])
    one.sendUpdate(one.write(addParagraph('а'.repeat(3_000))))
    one.sendUpdate(one.write(addParagraph('б'.repeat(3_000))))
    await until(() => one.answers.length === 2, 'two answers')
    expect([one.acknowledged(), one.rejected()]).toEqual([1, [[2, 'rate']]])
    neighbour.sendUpdate(neighbour.write(addParagraph('рядом')))
    await until(() => neighbour.acknowledged() === 1, 'the words of somebody else')
    const asked = () => one.heard.filter((frame) => frame.kind === 'step1')
    await until(() => asked().length > 1, 'the question')
    const step1 = asked().at(-1)
    one.sendStep2(Y.encodeStateAsUpdate(one.doc, step1?.kind === 'step1' ? step1.stateVector : undefined))
    await until(() => wordsOf(neighbour.doc).includes('б'), 'the rest')
    for (const client of [one, neighbour]) client.close()
  })
})

describe('L2: what waits is bounded', () => {
  test('updates that build on something absent, without end: the connection ends', async () => {
    const { place } = await aPlace(narrow)
    const client = await openRaw(place)
    await client.join()
    client.write(addParagraph('утаено'))
    for (let n = 0; n < 40; n++) client.sendUpdate(client.write(addParagraph(`висит ${n}`)))
    await until(() => client.closes.length > 0, 'a close')
    expect(client.closes[0]?.code).toBe(LAGGING)
    expect(client.acknowledged()).toBe(0)
  })
})

describe('L3: the number of connections', () => {
  test('of lines of a session: one more is cut, those that are open go on', async () => {
    const { place, town } = await aPlace(strict)
    const lines = [openLine(strict.url, place.cookie), openLine(strict.url, place.cookie)]
    await until(() => lines.every(({ socket }) => socket.connected), 'two lines')
    const third = openLine(strict.url, place.cookie)
    const ends: string[] = []
    third.socket.on('disconnect', (reason) => ends.push(reason))
    await until(() => ends.length > 0, 'an end')
    third.close()
    const [first] = lines
    const client = first && openTunnelled(first, town.documentName)
    await client?.synced
    expect(lines.map(({ socket }) => socket.connected)).toEqual([true, true])
    client?.close()
    for (const line of lines) line.close()
    const again = openLine(strict.url, place.cookie)
    await until(() => again.socket.connected, 'room again')
    again.close()
  })

  test('of a session, of a person and of a document; one that leaves makes room', async () => {
    const { place, town, person } = await aPlace(strict)
    const knock = async (cookie: string) => {
      const client = await openRaw({ ...place, cookie })
      await new Promise((resolve) => setTimeout(resolve, 150))
      return client
    }
    const codes = (clients: { closes: { code: number }[] }[]) => clients.map(({ closes }) => closes[0]?.code)
    const mine = [await knock(place.cookie), await knock(place.cookie), await knock(place.cookie)]
    const fourth = await knock(place.cookie)
    expect(codes([...mine, fourth])).toEqual([undefined, undefined, undefined, ROOM_FULL])

    const answer = await fetch(`${strict.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: strict.url },
      body: JSON.stringify({ email: person.email, password: 'тихая речка у леса' }),
    })
    const second = answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
    const elsewhere = [await knock(second), await knock(second)]
    expect(codes(elsewhere)).toEqual([undefined, ROOM_FULL])

    const others = [await town.someone('member'), await town.someone('member'), await town.someone('member')]
    const guests = [await knock(others[0]?.cookie ?? ''), await knock(others[1]?.cookie ?? '')]
    const line = openLine(strict.url, others[2]?.cookie ?? '')
    const tunnelled = openTunnelled(line, town.documentName)
    await until(() => tunnelled.closes.length > 0, 'a refusal through the tunnel')
    expect([...codes(guests), tunnelled.closes[0]?.code]).toEqual([undefined, undefined, ROOM_FULL])

    mine[0]?.close()
    await until(() => mine[0]?.closes.length === 1, 'a leave')
    const late = await knock(others[1]?.cookie ?? '')
    expect(codes([late])).toEqual([undefined])
    tunnelled.close()
    line.close()
    for (const client of [...mine, ...elsewhere, ...guests, late]) client.close()
  })
})

describe('L3: the channels of a line', () => {
  const openDirect = async (server: TestServer) => {
    const { place } = await aPlace(server)
    const tunnel = await openRawTunnel(place)
    onTestFinished(tunnel.close)
    const closes = () => tunnel.records().flatMap((record) => (record.kind === 'close' ? [record.code] : []))
    return { tunnel, closes, name: place.documentName }
  }

  test('opened and closed without end, they ask the database no more than as many at a time', async () => {
    const { tunnel, closes, name } = await openDirect(usual)
    await usual.deps.sql.begin(async (tx) => {
      await tx`lock table community_member in access exclusive mode`
      for (let channel = 1; channel <= 200; channel++) {
        tunnel.send({ kind: 'open', channel, name })
        tunnel.send({ kind: 'close', channel, code: 1000, reason: '' })
      }
      await until(() => closes().length > 0, 'a refusal')
    })
    await until(() => closes().length === 200 - 64, 'all the refusals')
    expect(new Set(closes())).toEqual(new Set([ROOM_FULL]))
  })

  test('may not hold long frames that never end', async () => {
    const { tunnel, closes, name } = await openDirect(narrow)
    const opened = () => tunnel.records().filter(({ kind }) => kind === 'opened').length
    for (let channel = 1; channel <= 5; channel++) tunnel.send({ kind: 'open', channel, name })
    await until(() => opened() === 5, 'the channels')
    for (let part = 0; part < 4; part++)
      for (let channel = 1; channel <= 5; channel++)
        tunnel.send({ kind: 'part', channel, bytes: new Uint8Array(TUNNEL_PART_BYTES) })
    await until(() => closes().length > 0, 'an end')
    expect(new Set(closes())).toEqual(new Set([LAGGING]))
  })
})
