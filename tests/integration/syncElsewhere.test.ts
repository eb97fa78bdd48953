import { expect, test, vi } from 'vitest'
import { installPeers, launch } from '../load/peers.ts'
import { areEqual, openNative, until } from '../support/clients.ts'

// The peers are installed for the benchmark and for long runs alone.
test.runIf(process.env.KRUG_TEST_LONG)(
  'N1: clients as they come to our door, asking for acknowledgements or not, write together at a stock server too',
  async () => {
    await installPeers()
    const server = await launch('yWebsocketServer.js', {})
    const errors = vi.spyOn(console, 'error')
    const place = { url: server.url, cookie: '', documentName: 'note' }
    const clients = ([1, 2, 3] as const).flatMap((version) =>
      [false, true].map((ack) => openNative(place, { version, ack })),
    )
    const [first] = clients
    await Promise.all(clients.map((client) => client.synced))
    first?.text.insert(0, 'Начало ')
    const isThere = (words: string) => clients.every(({ text }) => text.toJSON().includes(words))
    await until(() => clients.every(({ doc }) => doc.getXmlFragment('body').length === 1), 'the first word')
    for (const [n, { text }] of clients.entries()) text.insert(text.length, `слово-${n} `)
    await until(() => clients.every((_, n) => isThere(`слово-${n} `)), 'all words on all screens')
    for (const { doc } of clients) expect(areEqual(doc, first?.doc ?? doc)).toBe(true)
    expect(clients.flatMap(({ closes }) => closes)).toEqual([])
    expect(errors).not.toHaveBeenCalled()
    for (const client of clients) client.close()
    errors.mockRestore()
    await server.end('SIGKILL')
  },
  120_000,
)
