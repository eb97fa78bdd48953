import { encodeStep1, encodeUpdate, readFrame } from 'shared/protocol/frames'
import { encodeRecord, type TunnelRecord } from 'shared/protocol/tunnel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aDocument } from '../factories/document.ts'
import { areEqual, openLine, openNative, openTunnelled, until } from '../support/clients.ts'
import { addParagraph, openRaw, wordsOf } from '../support/raw.ts'
import { startProxy } from '../support/proxy.ts'
import { openRawTunnel } from '../support/rawTunnel.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const aPlace = async () => {
  const town = await aTown(server)
  const { cookie } = await town.someone('member')
  return { url: server.url, cookie, documentName: town.documentName }
}

const enterByHand = async (place: Awaited<ReturnType<typeof aPlace>>) => {
  const tunnel = await openRawTunnel(place)
  tunnel.send({ kind: 'open', channel: 1, name: place.documentName })
  await until(() => tunnel.records().some(({ kind }) => kind === 'opened'), 'an open channel')
  tunnel.send({ kind: 'frame', channel: 1, bytes: encodeStep1(Uint8Array.of(0)) })
  const isServed = () =>
    tunnel.records().some((record) => record.kind === 'frame' && readFrame(record.bytes).kind === 'step2')
  await until(isServed, 'the document')
  return tunnel
}

describe('T6: one message for one packet', () => {
  test('words of a colleague come as one binary message each, with nothing around them', async () => {
    const place = await aPlace()
    const [tunnel, writer] = [await enterByHand(place), await openRaw(place)]
    await writer.join()
    const before = tunnel.said.length
    for (let n = 1; n <= 5; n++) {
      writer.sendUpdate(writer.write(addParagraph(`слово ${n}`)))
      await until(() => writer.acknowledged() === n, 'an acknowledgement')
    }
    await until(() => tunnel.said.length >= before + 5, 'five messages')
    const after = tunnel.said.slice(before)
    expect(after.every((message) => typeof message !== 'string')).toBe(true)
    expect(tunnel.records().filter(({ kind }) => kind === 'live')).toHaveLength(after.length)
    tunnel.close()
    writer.close()
  })

  test.each([
    ['a packet of the usual parser', '451-["tunnel",{"_placeholder":true,"num":0}]'],
    ['an event in words', '4[2,["tunnel"]]'],
    ['an acknowledgement', '4[3,[]]'],
    ['another coming', '4[0,{}]'],
    ['nothing', '4'],
    ['half a packet', '4[0,{"a":'],
    ['what is no message of engine.io', 'x'],
  ])('%s ends its connection, and nobody else notices', async (_, message) => {
    const place = await aPlace()
    const [enemy, neighbour] = [await enterByHand(place), await enterByHand(place)]
    enemy.say(message)
    await until(() => enemy.isClosed(), 'an end')
    neighbour.send({ kind: 'open', channel: 2, name: place.documentName })
    await until(
      () => neighbour.records().some((record) => record.kind === 'opened' && record.channel === 2),
      'another channel',
    )
    expect(neighbour.isClosed()).toBe(false)
    neighbour.close()
  })

  test('bytes before the greeting end the connection', async () => {
    const place = await aPlace()
    const stranger = await openRawTunnel({ ...place, cookie: '' })
    stranger.say(encodeRecord({ kind: 'open', channel: 1, name: place.documentName }))
    await until(() => stranger.isClosed(), 'an end')
    expect(stranger.records()).toEqual([])
  })
})

describe('T11: what no client of ours makes', () => {
  const many = (record: TunnelRecord, count: number): Uint8Array => {
    const one = encodeRecord(record)
    const packet = new Uint8Array(one.length * count)
    for (let index = 0; index < count; index++) packet.set(one, index * one.length)
    return packet
  }

  test.each([
    [
      'a part that is shorter than parts are',
      () => many({ kind: 'part', channel: 1, bytes: new Uint8Array(9) }, 1),
    ],
    ['more records than a packet holds', () => many({ kind: 'confirm', channel: 1 }, 20_001)],
    [
      'channels without end',
      () =>
        Buffer.concat(
          Array.from({ length: 1_100 }, (__, index) =>
            encodeRecord({ kind: 'open', channel: index + 2, name: '' }),
          ),
        ),
    ],
  ])('%s ends its connection, and nobody else notices', async (_, packet) => {
    const place = await aPlace()
    const [enemy, neighbour] = [await enterByHand(place), await enterByHand(place)]
    enemy.say(packet())
    await until(() => enemy.isClosed(), 'an end')
    neighbour.send({ kind: 'open', channel: 2, name: place.documentName })
    await until(() => neighbour.records().filter(({ kind }) => kind === 'opened').length === 2, 'a channel')
    neighbour.close()
  })
})

describe('T5: live frames', () => {
  test('while a line moves from polling to WebSocket nothing is lost, doubled or out of order', async () => {
    const place = await aPlace()
    const writer = openNative(place)
    await writer.synced
    const lines = Array.from({ length: 4 }, () => openLine(place.url, place.cookie))
    const readers = lines.map((line) => openTunnelled(line, place.documentName))
    for (let n = 0; n < 200; n++) {
      writer.text.insert(0, `${n} `)
      await new Promise((resolve) => setTimeout(resolve, 3))
    }
    await until(() => readers.every((reader) => areEqual(reader.doc, writer.doc)), 'equal documents')
    expect(lines.map(({ socket }) => socket.io.engine.transport.name)).toEqual(lines.map(() => 'websocket'))
    expect(wordsOf(writer.doc)).toContain('199 198 197')
    for (const reader of [...readers, writer]) reader.close()
    for (const line of lines) line.close()
  })
})

describe('T7: a long frame holds up nobody', () => {
  /** Takes about five seconds on such a line, so that whatever waits behind it is seen to wait. */
  const LONG = 'ж'.repeat(1_500_000)
  const SLOW = { bytesPerSecond: 600_000 }

  const onASlowLine = async (polling: boolean) => {
    const town = await aTown(server)
    const { cookie } = await town.someone('member')
    const other = await aDocument(server.deps.db, { communityId: town.community.id, kind: 'lessonPlan' })
    const proxy = await startProxy(server.url, SLOW)
    const line = openLine(proxy.url, cookie, { polling })
    await until(() => line.socket.connected, 'a line')
    await until(() => polling || line.socket.io.engine.transport.name === 'websocket', 'a WebSocket')
    const end = async () => {
      line.close()
      await proxy.stop()
    }
    return { line, cookie, large: town.documentName, small: other.id, end }
  }

  test.each([{ polling: false }, { polling: true }])(
    'words are saved while a long paste leaves in another document of the same line (%o)',
    async ({ polling }) => {
      const { line, large, small, end } = await onASlowLine(polling)
      const waiting = { paste: 0, words: 0 }
      const paste = openTunnelled(line, large, { onWaiting: (count) => (waiting.paste = count) })
      const words = openTunnelled(line, small, { onWaiting: (count) => (waiting.words = count) })
      await Promise.all([paste.synced, words.synced])
      paste.text.insert(0, LONG)
      for (let n = 0; n < 5; n++) {
        words.text.insert(0, `${n} `)
        await until(() => waiting.words === 0, 'a word that is saved')
        expect(waiting.paste).toBeGreaterThan(0)
      }
      await until(() => waiting.paste === 0, 'the paste', 25_000)
      for (const client of [paste, words]) client.close()
      await end()
    },
  )

  test.each([{ polling: false }, { polling: true }])(
    'words of a colleague arrive while a long document opens on the same line (%o)',
    async ({ polling }) => {
      const { line, cookie, large, small, end } = await onASlowLine(polling)
      const [author, colleague] = [large, small].map((documentName) =>
        openNative({ url: server.url, cookie, documentName }),
      )
      if (!author || !colleague) throw new Error('two clients')
      await Promise.all([author.synced, colleague.synced])
      author.text.insert(0, LONG)
      const words = openTunnelled(line, small)
      await words.synced
      const stored = async () => (await server.deps.rooms.readState(large)).length > LONG.length
      await until(stored, 'a long document', 20_000)
      const long = openTunnelled(line, large)
      for (let n = 0; n < 5; n++) {
        colleague.text.insert(0, `слово${n} `)
        await until(() => wordsOf(words.doc).includes(`слово${n}`), 'a word')
        expect(long.provider.synced).toBe(false)
      }
      await long.synced
      expect(wordsOf(long.doc)).toBe(wordsOf(author.doc))
      for (const client of [author, colleague, words, long]) client.close()
      await end()
    },
  )
})

describe('T8: nothing outlives its line', () => {
  test('a number is used once, and what comes for a channel that is not open reaches nobody', async () => {
    const place = await aPlace()
    const [tunnel, writer] = [await enterByHand(place), await openRaw(place)]
    await writer.join()
    const forged = encodeUpdate(writer.write(addParagraph('из прошлого')))
    for (const channel of [2, 77]) tunnel.send({ kind: 'frame', channel, bytes: forged })
    tunnel.send({ kind: 'close', channel: 1, code: 1000, reason: '' })
    tunnel.send({ kind: 'open', channel: 1, name: place.documentName })
    tunnel.send({ kind: 'frame', channel: 1, bytes: forged })
    tunnel.send({ kind: 'open', channel: 3, name: place.documentName })
    await until(
      () => tunnel.records().some((record) => record.kind === 'opened' && record.channel === 3),
      'a new channel',
    )
    expect(
      tunnel.records().filter((record) => record.kind === 'opened' && record.channel === 1),
    ).toHaveLength(1)
    expect((await server.deps.rooms.readState(place.documentName)).length).toBe(2)
    tunnel.close()
    writer.close()
  })
})

describe('T9: a slow line is no dead line', () => {
  test.runIf(process.env.KRUG_TEST_LONG)(
    'a document that takes a minute to arrive opens, though its provider gives up after half of it',
    { timeout: 180_000 },
    async () => {
      const place = await aPlace()
      const author = openNative(place)
      await author.synced
      author.text.insert(0, 'ж'.repeat(1_500_000))
      const isStored = async () => (await server.deps.rooms.readState(place.documentName)).length > 3_000_000
      await until(isStored, 'a long document', 30_000)
      const proxy = await startProxy(server.url, { bytesPerSecond: 60_000 })
      const line = openLine(proxy.url, place.cookie)
      const started = Date.now()
      const reader = openTunnelled(line, place.documentName)
      await reader.synced
      expect(Date.now() - started).toBeGreaterThan(31_000)
      expect(reader.closes).toEqual([])
      expect(wordsOf(reader.doc)).toBe(wordsOf(author.doc))
      for (const client of [author, reader]) client.close()
      line.close()
      await proxy.stop()
    },
  )
})
