import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { areEqual, contentOf, openLine, openNative, openTunnelled, until } from '../support/clients.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

describe('N1: stock clients', () => {
  test('y-websocket 1.5, 2 and 3 at the native door and two tunnels converge, nothing is said on the console', async () => {
    const spoken = vi.spyOn(console, 'error')
    const town = await aTown(server)
    const [one, other] = [await town.someone('member'), await town.someone('member')]
    const place = { url: server.url, cookie: one.cookie, documentName: town.documentName }
    const lines = [openLine(server.url, other.cookie), openLine(server.url, other.cookie, { polling: true })]
    const first = openNative(place, { version: 3 })
    await first.synced
    first.text.insert(0, 'Начало. ')
    const clients = [
      first,
      openNative(place, { version: 1 }),
      openNative(place, { version: 2 }),
      ...lines.map((line) => openTunnelled(line, town.documentName)),
    ]
    await Promise.all(clients.map((client) => client.synced))
    await until(
      () => clients.every((client) => contentOf(client.doc).body.includes('Начало')),
      'the first words',
    )
    for (let round = 0; round < 5; round++)
      for (const [index, client] of clients.entries()) client.text.insert(0, `${index}${round} `)
    await until(
      () => clients.every((client) => areEqual(client.doc, first.doc)) && first.text.length > 70,
      'equal documents',
    )
    expect(first.text.length).toBe('Начало. '.length + 25 * 3)
    for (const client of clients) client.close()
    for (const line of lines) line.close()
    expect(spoken).not.toHaveBeenCalled()
  })
})
