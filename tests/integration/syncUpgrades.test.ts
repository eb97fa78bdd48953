import net from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRaw } from '../support/raw.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const lines = (target: string, headers: string[]): string =>
  [
    `GET ${target} HTTP/1.1`,
    'Host: localhost',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
    '\r\n',
  ].join('\r\n')

const connect = () =>
  net.connect({ port: Number(new URL(server.url).port), host: 'localhost', allowHalfOpen: true })

/** Asks for an upgrade by hand and never closes: gives the status once the server has ended the socket. */
const ask = (target: string, headers: string[] = []): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect()
    let heard = ''
    socket.setTimeout(5_000, () => reject(new Error(`nobody answers ${target}: "${heard}"`)))
    socket.on('data', (data) => (heard += data.toString()))
    socket.on('end', () => {
      socket.destroy()
      resolve(/^HTTP\/1\.1 (\d+)/.exec(heard)?.[1] ?? heard)
    })
    socket.on('error', reject)
    socket.write(lines(target, headers))
  })

describe('N5: every upgrade is answered', () => {
  test.each([
    '//',
    'http://[/',
    '/yjs',
    '/yjs/',
    '/yjs/../foo',
    '/yjs/a/b',
    '/yjs//',
    '//yjs/name',
    '/yjs/%zz',
    '/yjs/%ff?ack=1',
    '/nobody',
    'http://[::1/yjs/name',
  ])('%s gets 404', async (target) => {
    expect(await ask(target)).toBe('404')
  })

  test('a foreign origin gets 403, and who hangs up before the answer disturbs nobody', async () => {
    const town = await aTown(server)
    const foreign = ['Origin: https://evil.example']
    expect(await ask(`/yjs/${town.documentName}`, foreign)).toBe('403')
    for (const target of [
      '//',
      '/nobody',
      `/yjs/${town.documentName}`,
      '/socket.io/?EIO=4&transport=websocket',
    ])
      for (const headers of [[], foreign])
        await new Promise<void>((resolve) => {
          const socket = connect()
          socket.on('close', () => resolve())
          socket.write(lines(target, headers), () => setImmediate(() => socket.resetAndDestroy()))
        })
    const member = await town.someone('member')
    const client = await openRaw({ url: server.url, cookie: member.cookie, documentName: town.documentName })
    await client.join()
    client.close()
  })
})

describe('T4: the Origin of an upgrade', () => {
  test('the tunnel takes an absent and our own, and no foreign one, polling or not', async () => {
    const poll = async (headers: Record<string, string>) =>
      (await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`, { headers })).status
    const upgrade = (origin: string) => ask('/socket.io/?EIO=4&transport=websocket', [`Origin: ${origin}`])
    expect([await poll({}), await poll({ origin: server.url })]).toEqual([200, 200])
    for (const origin of ['https://evil.example', `${server.url}.evil.example`, 'null']) {
      expect(await poll({ origin }), origin).toBe(403)
      expect(await upgrade(origin), origin).toBe('400')
    }
  })
})
