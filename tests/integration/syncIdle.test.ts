import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openLine, openNative, openTunnelled } from '../support/clients.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'

const IDLE_MS = 5 * 60_000

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

// Stock clients end a line that was silent for 30 s: only waiting shows that none of them has to.
test.runIf(process.env.KRUG_TEST_LONG)(
  'P4, N1: clients of every version who say nothing for five minutes, some of them without presence, stay on one line',
  async () => {
    const errors = vi.spyOn(console, 'error')
    const town = await aTown(server)
    const { cookie } = await town.someone('member')
    const place = { url: server.url, cookie, documentName: town.documentName }
    const line = openLine(server.url, cookie)
    const polling = openLine(server.url, cookie, { polling: true })
    const versions = [1, 2, 3] as const
    const clients = [
      ...versions.map((version) => openNative(place, { version })),
      ...versions.map((version) => openNative(place, { version })),
      openTunnelled(line, place.documentName),
      openTunnelled(polling, place.documentName),
    ]
    await Promise.all(clients.map((client) => client.synced))
    for (const { provider } of clients.slice(3)) provider.awareness.setLocalState(null)
    let lost = 0
    for (const { socket } of [line, polling]) socket.on('disconnect', () => (lost += 1))
    await pause(IDLE_MS)
    expect(clients.flatMap(({ closes }) => closes)).toEqual([])
    expect(lost).toBe(0)
    expect(errors).not.toHaveBeenCalled()
    for (const client of clients) client.close()
    for (const one of [line, polling]) one.close()
    errors.mockRestore()
  },
  IDLE_MS + 60_000,
)
