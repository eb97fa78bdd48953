import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from 'db/connect'
import { closeCodes } from 'shared/protocol/close'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { WebSocket as NodeSocket } from 'ws'
import { openLine, openNative, openTunnelled, until } from '../support/clients.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { freePort } from '../support/ports.ts'
import { spawnServer, type SpawnedServer } from '../support/process.ts'
import { withSeed } from '../support/random.ts'
import { startServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 })

const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'krug-drain-'))
afterAll(() => rmSync(dataFolder, { recursive: true }))

const servers: SpawnedServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) if (server.process.exitCode === null) await server.kill('SIGTERM')
})

const serveOn = async (database: FreshDatabase) => {
  const server = spawnServer({ settings: { DATABASE_URL: database.url, DATA_DIR: dataFolder } })
  servers.push(server)
  return { server, url: await server.ready }
}

type Town = Awaited<ReturnType<typeof aTown>>

/** Types numbered words through the tunnel without waiting, and knows which of them the server has acknowledged. */
const openWriter = async (url: string, town: Town, name: string) => {
  const { cookie } = await town.someone('member')
  const line = openLine(url, cookie)
  const wordOf = new Map<number, number>()
  let typed = 0
  let sure = 0
  const client = openTunnelled(line, town.documentName, {
    onSent: (n) => wordOf.set(n, typed),
    onAcknowledged: (_seq, _waiting, n) => (sure = Math.max(sure, wordOf.get(n) ?? 0)),
  })
  const word = (number: number) => `${name}${number} `
  await client.synced
  const timer = setInterval(() => {
    typed += 1
    client.text.insert(client.text.length, word(typed))
  }, 3)
  const close = () => {
    clearInterval(timer)
    client.close()
    line.close()
  }
  return { closes: client.closes, sure: () => sure, word, close }
}

test('SIGTERM under a room that types: everything acknowledged is there after the next start', () =>
  withSeed(async (random) => {
    const database = await freshDatabase()
    const { server, url } = await serveOn(database)
    const town = await aTown({ url, deps: { db: database.db } })
    const { cookie } = await town.someone('member')
    const first = openNative({ url, cookie, documentName: town.documentName })
    await first.synced
    first.text.insert(0, 'Начало. ')
    const writers = await Promise.all(['а', 'б', 'в', 'г'].map((name) => openWriter(url, town, name)))
    await until(() => writers.every((writer) => writer.sure() > 30), 'words of everybody')
    await sleep(random.next() * 200)
    const { code } = await server.kill('SIGTERM')
    await until(
      () => first.closes.length > 0 && writers.every((writer) => writer.closes.length > 0),
      'goodbyes',
    )
    for (const client of [first, ...writers]) client.close()

    const next = await serveOn(database)
    const reader = openNative({ url: next.url, cookie, documentName: town.documentName })
    await reader.synced
    const text = reader.text.toJSON()
    const missing = writers.flatMap((writer) =>
      Array.from({ length: writer.sure() }, (_, index) => writer.word(index + 1)).filter(
        (word) => !text.includes(word),
      ),
    )
    reader.close()

    expect(code).toBe(0)
    expect(missing).toEqual([])
    expect(first.closes[0]?.code).toBe(1012)
    for (const writer of writers) expect(writer.closes[0]?.code).toBe(closeCodes.restarting)
    await next.server.kill('SIGTERM')
    await database.drop()
  }))

test('K9: whoever was there comes back by herself after a restart and loses nothing, whatever carries her', async () => {
  const database = await freshDatabase()
  const port = String(await freePort())
  const settings = {
    PORT: port,
    PUBLIC_URL: `http://localhost:${port}`,
    SECRET: 'the same after the restart, as ever',
  }
  const serve = () => startServer({ databaseUrl: database.url, settings })
  const before = await serve()
  const town = await aTown(before)
  const { cookie } = await town.someone('member')
  const place = { url: before.url, cookie, documentName: town.documentName }
  const lines = [openLine(place.url, cookie), openLine(place.url, cookie, { polling: true })]
  const clients = [openNative(place), ...lines.map((line) => openTunnelled(line, town.documentName))]
  await Promise.all(clients.map((client) => client.synced))
  clients[0]?.text.insert(0, 'Начало ')
  await until(() => clients.every(({ doc }) => doc.getXmlFragment('body').length === 1), 'the first word')
  await before.stop()
  for (const [index, { text }] of clients.entries()) text.insert(text.length, `пока${index} `)
  const after = await serve()
  const words = ['Начало', 'пока0', 'пока1', 'пока2']
  await until(
    () => clients.every(({ text }) => words.every((word) => text.toJSON().includes(word))),
    'all words on all screens',
    30_000,
  )
  for (const client of clients) client.close()
  for (const line of lines) line.close()
  await after.stop()
  await database.drop()
})

const statusOfUpgrade = (url: string): Promise<number> =>
  new Promise((resolve) => {
    const socket = new NodeSocket(url.replace('http', 'ws'))
    socket.on('error', () => undefined)
    socket.on('unexpected-response', (_, { statusCode = 0 }) => resolve(statusCode))
    socket.on('open', () => resolve(101))
  })

test('people are sent elsewhere first: /readyz and upgrades say 503 while a server ends, /healthz goes on', async () => {
  const server = await startServer()
  const ready = await fetch(`${server.url}/readyz`)
  const upgrade = statusOfUpgrade(`${server.url}/yjs/${crypto.randomUUID()}`)
  const stopped = server.stop()
  const ending = await fetch(`${server.url}/readyz`)
  expect(await upgrade).toBe(503)

  expect([ready.status, ending.status]).toEqual([200, 503])
  expect(await ending.json()).toEqual({ ready: false, reason: 'stopping' })
  await stopped
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()
})

test('a database that lacks a migration, or does not answer, is not ready', async () => {
  const database = await freshDatabase()
  const server = await startServer({ databaseUrl: database.url })
  const reasonOf = async (): Promise<unknown> => (await fetch(`${server.url}/readyz`)).json()
  await database.sql`update drizzle.__drizzle_migrations set created_at = created_at - 1`
  expect(await reasonOf()).toEqual({ ready: false, reason: 'migrations' })
  await database.sql`update drizzle.__drizzle_migrations set created_at = created_at + 1`
  expect(await reasonOf()).toEqual({ ready: true })

  const { sql, close } = connect(database.url, { max: 1 })
  await sql`alter schema drizzle rename to elsewhere`
  expect(await reasonOf()).toEqual({ ready: false, reason: 'database' })
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  await close()
  await server.stop()
  await database.drop()
})

test('figures are for this machine and for holders of the token', async () => {
  const token = 'a token of sixteen'
  const server = await startServer({ settings: { METRICS_TOKEN: token } })
  const ask = async (headers: Record<string, string>) => {
    const answer = await fetch(`${server.url}/metrics`, { headers })
    return { status: answer.status, text: await answer.text() }
  }
  const proxied = { 'x-forwarded-for': '203.0.113.7' }

  expect((await ask({})).text).toContain('krug_connections 0')
  expect((await ask(proxied)).status).toBe(404)
  expect((await ask({ ...proxied, authorization: `Bearer ${token}` })).text).toContain('process_cpu')
  expect((await ask({ authorization: 'Bearer a token of sixteem' })).status).toBe(404)
  await server.stop()
})

test('an upgrade that nobody answers ends at once', async () => {
  const server = await startServer()
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/elsewhere`)
  await new Promise((resolve) => socket.addEventListener('error', resolve))
  expect(socket.readyState).toBe(WebSocket.CLOSED)
  await server.stop()
})
