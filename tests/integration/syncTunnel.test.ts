import { encodeStep1, readFrame } from 'shared/protocol/frames'
import { encodeRecord } from 'shared/protocol/tunnel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { areEqual, openLine, openNative, openTunnelled, until } from '../support/clients.ts'
import { addParagraph, openRaw, wordsOf } from '../support/raw.ts'
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
