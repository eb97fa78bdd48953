import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { seedDocument } from 'db/queries/log'
import { openLine, openTunnelled } from '../support/clients.ts'
import { addParagraph, wordsOf } from '../support/raw.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

test.each([{ polling: false }, { polling: true }])(
  'T2: a document of a megabyte opens through the tunnel (polling alone: $polling) on the first line',
  async ({ polling }) => {
    const town = await aTown(server)
    const { cookie } = await town.someone('member')
    const doc = new Y.Doc()
    for (let n = 0; n < 50; n++) addParagraph(`${n} ${'слово '.repeat(1_800)}`)(doc)
    const seeding = { documentId: town.document.id, updates: [Y.encodeStateAsUpdate(doc)], at: new Date() }
    await server.deps.db.transaction((tx) => seedDocument(tx, seeding))
    const line = openLine(server.url, cookie, { polling })
    let lost = 0
    line.socket.on('disconnect', () => (lost += 1))
    const client = openTunnelled(line, town.documentName)
    await client.synced
    expect(wordsOf(client.doc)).toBe(wordsOf(doc))
    expect(lost).toBe(0)
    client.close()
    line.close()
  },
)
