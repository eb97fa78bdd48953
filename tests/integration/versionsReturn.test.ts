import { setTimeout as pause } from 'node:timers/promises'
import { must } from 'shared/must'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { areEqual, openNative, until, type RoomClient } from '../support/clients.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTeam, firstText, wordsOf, type Teammate } from '../support/team.ts'

const running: TestServer[] = []
const databases: FreshDatabase[] = []
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop()
  for (const database of databases.splice(0)) await database.drop()
})

/** A server that forgets a room soon after its last member has gone; on the same database again when one is given. */
const aServer = async (database?: FreshDatabase) => {
  const home = database ?? (await freshDatabase())
  if (!database) databases.push(home)
  const server = await startServer({
    databaseUrl: home.url,
    // Sign-ins outlast a restart.
    settings: { SECRET: 'only for tests: thirty-two characters and more' },
    roomLimits: { idleRoomMs: 50, sweepMs: 100 },
  })
  running.push(server)
  return { server, database: home }
}

const LINES = ['Организационный момент', 'Устный счёт', 'Новая тема']

/** Five people who had a note of three lines open, and went away with what their browsers keep of it. */
const fiveGone = async (server: TestServer) => {
  const team = await aTeam(server, 6)
  const id = await team.aDocument()
  const clients = team.people.slice(1).map((person) => person.open(id))
  await Promise.all(clients.map(({ synced }) => synced))
  const { doc } = must(clients[0], 'a client')
  doc.getXmlFragment('body').insert(
    0,
    LINES.map((words) => {
      const line = new Y.XmlElement('paragraph')
      line.insert(0, [new Y.XmlText(words)])
      return line
    }),
  )
  await until(() => clients.every((client) => areEqual(client.doc, doc)), 'equal documents')
  const kept = clients.map((client) => Y.encodeStateAsUpdate(client.doc))
  for (const client of clients) client.close()
  return { ...team, id, kept }
}

/** They come back, each in a fresh tab with the old state, and write one word into the first line. */
const comeBack = (people: readonly Teammate[], name: string, kept: readonly Uint8Array[], word = true) =>
  kept.map((state, index): RoomClient => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, state)
    if (word) firstText(doc).insert(0, `(${index})`)
    return must(people[index + 1], 'a person').open(name, doc)
  })

const linesOf = (doc: Y.Doc): string[] =>
  doc
    .getXmlFragment('body')
    .toArray()
    .map((line) =>
      (line as Y.XmlElement)
        .toArray()
        .map((text) => (text as Y.XmlText).toJSON())
        .join(''),
    )

const agree = async (clients: readonly RoomClient[]): Promise<string[]> => {
  await Promise.all(clients.map(({ synced }) => synced))
  const { doc } = must(clients[0], 'a client')
  const words = () => linesOf(doc)[0] ?? ''
  await until(
    () => clients.every((client, index) => areEqual(client.doc, doc) && words().includes(`(${index})`)),
    'equal documents with every word',
  )
  return linesOf(doc)
}

const plain = (lines: readonly string[]) => lines.map((line) => line.replaceAll(/\(\d\)/gu, ''))

test('V10: five who come back with old states after a restart find and leave everything exactly once', async () => {
  const { server, database } = await aServer()
  const { people, id, kept } = await fiveGone(server)
  await running.pop()?.stop()
  const { server: again } = await aServer(database)
  const back = people.map((person) => ({
    ...person,
    open: (documentName: string, doc?: Y.Doc) =>
      openNative({ url: again.url, cookie: person.cookie, documentName, ...(doc && { doc }) }),
  }))
  const clients = comeBack(back, id, kept)
  expect(plain(await agree(clients))).toEqual([...LINES, ''])
  for (const client of clients) client.close()
})

test('V10: five who come back after an eviction and a restore find and leave everything exactly once', async () => {
  const { server } = await aServer()
  const { leader, people, id, kept } = await fiveGone(server)
  await until(() => server.deps.rooms.statistics().rooms === 0, 'the room to be forgotten')
  const { id: version } = await leader.ask<{ id: string }>('POST', `/documents/${id}/versions`, {
    name: 'до',
  })
  const editor = leader.open(id)
  await editor.synced
  editor.doc.getXmlFragment('body').delete(1, 1)
  firstText(editor.doc).insert(0, 'Не ')
  await until(async () => (await wordsOf(leader, `${id}/content`)).startsWith('Не'), 'the edit')
  await leader.ask('POST', `/documents/${id}/versions/${version}/restore`)
  const clients = comeBack(people, id, kept)
  expect(plain(await agree(clients))).toEqual([...LINES, ''])
  for (const client of [...clients, editor]) client.close()
})

test('V10: after a purge those who ask for the old generation hear 4404, and nothing is there twice', async () => {
  const { server } = await aServer()
  const { leader, people, id, kept } = await fiveGone(server)
  await leader.ask('POST', `/documents/${id}/purge`)
  const stale = comeBack(people, `${id}~1`, kept)
  await until(() => stale.every(({ closes }) => closes.length > 0), 'all to be sent away')
  expect(stale.map(({ closes }) => closes[0]?.code)).toEqual(stale.map(() => 4404))
  const nameless = comeBack(people, id, kept, false)
  await Promise.all(nameless.map(({ synced }) => synced))
  await pause(100)
  expect(nameless.map(({ doc }) => linesOf(doc))).toEqual(nameless.map(() => [...LINES, '']))
  expect(await wordsOf(leader, `${id}/content`)).toBe(LINES.join(' '))
  for (const client of [...stale, ...nameless]) client.close()
})

test('V10: fifty who open a document at the same moment open one room, with everything in it once', async () => {
  const { server } = await aServer()
  const { people, id } = await fiveGone(server)
  await until(() => server.deps.rooms.statistics().rooms === 0, 'the room to be forgotten')
  const clients = Array.from({ length: 50 }, (_, index) =>
    must(people[index % people.length], 'a person').open(id),
  )
  await Promise.all(clients.map(({ synced }) => synced))
  expect(server.deps.rooms.statistics()).toMatchObject({ rooms: 1, connections: 50 })
  for (const { doc } of clients) expect(linesOf(doc)).toEqual([...LINES, ''])
  for (const client of clients) client.close()
})
