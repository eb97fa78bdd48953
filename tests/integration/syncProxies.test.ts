import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSocket } from '../../web/src/lib/sync/socket.ts'
import { createTransports, type Memory } from '../../web/src/lib/sync/transports.ts'
import { createTunnel } from '../../web/src/lib/sync/tunnel.ts'
import { areEqual, openNative, openTunnelled, until } from '../support/clients.ts'
import { startProxy, type Habits } from '../support/proxy.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const aMemory = (): Memory & { until: number | null } => ({
  until: null,
  read() {
    return this.until
  },
  write(until) {
    this.until = until
  },
})

/** A writer behind a proxy, connected as the app connects, and a colleague who is not. */
const behind = async (habits: Habits) => {
  const town = await aTown(server)
  const [{ cookie }, other] = [await town.someone('member'), await town.someone('member')]
  const proxy = await startProxy(server.url, habits)
  const memory = aMemory()
  const openLine = () => {
    const { socket } = openSocket({
      transports: createTransports(memory, Date.now),
      onSlow: () => undefined,
      isOnline: () => true,
      blockedAfter: 1_000,
      url: proxy.url,
      extraHeaders: { cookie },
    })
    return { socket, tunnel: createTunnel(socket), close: () => socket.disconnect() }
  }
  const line = openLine()
  const client = openTunnelled(line, town.documentName)
  const colleague = openNative({ url: server.url, cookie: other.cookie, documentName: town.documentName })
  await Promise.all([client.synced, colleague.synced])
  const end = async () => {
    for (const one of [client, colleague]) one.close()
    line.close()
    await proxy.stop()
  }
  const talk = async (words: string) => {
    client.text.insert(0, `${words} `)
    await until(() => areEqual(client.doc, colleague.doc), `${words} at the colleague's`)
    colleague.text.insert(0, `ответ `)
    await until(() => areEqual(client.doc, colleague.doc), 'her answer')
  }
  const way = () => line.socket.io.engine.transport.name
  return { proxy, memory, line, openLine, client, colleague, talk, way, end }
}

describe('T10: the school between us', () => {
  test.each([{ websocket: 'refuse' }, { websocket: 'swallow' }] as const)(
    'WebSocket blocked (%o): it goes by long-polling, and WebSocket is not tried again',
    async (habits) => {
      const { proxy, memory, openLine, talk, way, end } = await behind(habits)
      await talk('раз')
      expect([way(), proxy.seen.upgrades > 0]).toEqual(['polling', true])
      await until(() => memory.until !== null, 'the memory of it')
      expect((memory.until ?? 0) - Date.now()).toBeGreaterThan(23 * 3_600_000)
      const before = proxy.seen.upgrades
      const next = openLine()
      await until(() => next.socket.connected, 'another page')
      await talk('два')
      expect(proxy.seen.upgrades).toBe(before)
      next.close()
      await end()
    },
  )

  test('WebSocket cut again and again: nothing is lost, and soon it goes by long-polling', async () => {
    const { memory, talk, way, end } = await behind({ cutsAfter: 400 })
    for (let n = 0; n < 400 && memory.until === null; n++) await talk(`слово ${n}`)
    expect(memory.until).not.toBeNull()
    await until(() => way() === 'polling', 'long-polling')
    await talk('и дальше')
    await end()
  })

  test('WebSocket that worked and is swallowed from now on: the next attempts go by long-polling', async () => {
    const { proxy, talk, way, end } = await behind({})
    await until(() => way() === 'websocket', 'a WebSocket')
    await talk('раз')
    proxy.habits.websocket = 'swallow'
    proxy.cut()
    await until(() => way() === 'polling', 'long-polling', 25_000)
    await talk('два')
    await end()
  })

  test('answers that are held until they are whole', async () => {
    const { talk, way, end } = await behind({ buffers: true, websocket: 'refuse' })
    for (let n = 0; n < 5; n++) await talk(`слово ${n}`)
    expect(way()).toBe('polling')
    await end()
  })

  test('bodies of a megabyte at most: a long paste passes all the same', async () => {
    const { proxy, client, colleague, end } = await behind({ bodyMax: 1_000_000, websocket: 'refuse' })
    client.text.insert(0, 'ж'.repeat(1_500_000))
    await until(() => areEqual(client.doc, colleague.doc), 'the paste', 25_000)
    expect(proxy.seen.longestBody).toBeLessThan(1_000_000)
    expect(client.closes).toEqual([])
    await end()
  })
})
