import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isServing } from 'db/embedded/postmaster'
import { afterEach, expect, inject, test, vi } from 'vitest'
import { freshDatabase } from '../support/database.ts'
import { startOldPostgres } from '../support/oldPostgres.ts'
import { postmasterOf } from '../support/postmaster.ts'
import { spawnServer, type SpawnedServer } from '../support/process.ts'

// Each test starts processes; on a busy machine a start takes many times its usual second.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 })

const folders: string[] = []
const servers: SpawnedServer[] = []

const aFolder = () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'krug-boot-'))
  folders.push(folder)
  return folder
}

const run = (settings: Record<string, string>, words?: string[]) => {
  const server = spawnServer({ settings, ...(words && { words }) })
  servers.push(server)
  return server
}

const isAlive = (pid: number, dataFolder: string) => isServing(pid, path.join(dataFolder, 'postgres'))

const statusOf = async (address: string) => (await fetch(address)).status

const until = async (check: () => Promise<boolean>) => {
  while (!(await check())) await sleep(50)
}

/** A start that must fail: gives what it printed after checking that it reads as words for people. */
const expectRefusal = async (settings: Record<string, string>) => {
  const server = run(settings)
  const { code } = await server.ended
  expect(code).toBe(1)
  expect(server.output()).not.toMatch(/^\s+at |Error:/m)
  return server.output().trim().split('\n')
}

afterEach(async () => {
  for (const server of servers.splice(0)) if (server.process.exitCode === null) await server.kill('SIGTERM')
  for (const folder of folders.splice(0)) {
    try {
      process.kill(postmasterOf(folder), 'SIGQUIT')
    } catch {
      // Ended in order, as most do.
    }
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a first start makes a private data folder, serves, and ends with 0 on SIGTERM', async () => {
  const folder = aFolder()
  const server = run({ DATA_DIR: folder })
  const url = await server.ready
  const postmaster = postmasterOf(folder)

  expect(await statusOf(`${url}/healthz`)).toBe(200)
  expect(await statusOf(`${url}/readyz`)).toBe(200)
  expect(statSync(path.join(folder, 'secret')).mode & 0o777).toBe(0o600)
  expect(statSync(path.join(folder, 'database.password')).mode & 0o777).toBe(0o600)
  expect(statSync(path.join(folder, 'postgres')).mode & 0o777).toBe(0o700)
  expect(statSync(folder).mode & 0o066).toBe(0)
  expect(await server.kill('SIGTERM')).toEqual({ code: 0, signal: null })
  expect(isAlive(postmaster, folder)).toBe(false)
})

test('a busy port is told before anything is made', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo
  const lines = await expectRefusal({ DATA_DIR: aFolder(), PORT: String(port) })
  other.close()

  expect(lines).toEqual([
    `Port ${port} is busy: another program listens on it. Stop it or set PORT to another number.`,
  ])
})

test('a data folder in use by another Krug is refused, and the other one goes on', async () => {
  const folder = aFolder()
  const first = run({ DATA_DIR: folder })
  const url = await first.ready
  const lines = await expectRefusal({ DATA_DIR: folder })

  expect(lines).toEqual([
    `The data folder ${folder} is in use by another Krug (process ${first.process.pid}).`,
  ])
  expect(await statusOf(`${url}/readyz`)).toBe(200)
})

test('a data folder that cannot be made is told', async () => {
  const file = path.join(aFolder(), 'file')
  writeFileSync(file, '')
  expect(await expectRefusal({ DATA_DIR: path.join(file, 'data') })).toEqual([
    expect.stringMatching(/^The data folder .+ cannot be written/),
  ])
})

test('a database that does not answer is told without its password', async () => {
  const lines = await expectRefusal({
    DATA_DIR: aFolder(),
    DATABASE_URL: 'postgres://krug:s3cret@127.0.0.1:1/krug',
  })
  expect(lines).toEqual([
    'DATABASE_URL leads to a database that cannot be used (krug at 127.0.0.1:1): nothing listens there.',
  ])
})

test('a wrong password and a missing database are told apart', async () => {
  const url = inject('postgresUrl')
  const wrong = url.replace(/:[^:@]+@/, ':wrong@')
  expect((await expectRefusal({ DATA_DIR: aFolder(), DATABASE_URL: wrong })).join()).toContain(
    'it refuses this user and password',
  )
  const missing = url.replace('/postgres?', '/nowhere?')
  expect((await expectRefusal({ DATA_DIR: aFolder(), DATABASE_URL: missing })).join()).toContain(
    'it has no such database',
  )
})

test('a Postgres before 15 is refused', async () => {
  const old = await startOldPostgres('140012')
  const lines = await expectRefusal({ DATA_DIR: aFolder(), DATABASE_URL: old.url })
  old.stop()

  expect(lines).toEqual(['DATABASE_URL leads to Postgres 14. Krug needs Postgres 15 or newer.'])
})

test('all bad settings come in one list', async () => {
  const lines = await expectRefusal({
    DATA_DIR: aFolder(),
    PORT: '3000x',
    PUBLIC_URL: 'http://school.example',
  })
  expect(lines[0]).toBe('The settings cannot be used:')
  expect(lines.slice(1).map((line) => line.trim().split(':')[0])).toEqual(['PUBLIC_URL', 'PORT'])
})

test('a database of another release is refused before it is touched', async () => {
  const folder = aFolder()
  const first = run({ DATA_DIR: folder })
  await first.ready
  await first.kill('SIGTERM')
  writeFileSync(path.join(folder, 'postgres', 'PG_VERSION'), '17\n')

  expect((await expectRefusal({ DATA_DIR: folder })).join()).toContain('belongs to Postgres 17')
})

test('after kill -9 the next start adopts the database that lives on', async () => {
  const folder = aFolder()
  const killed = run({ DATA_DIR: folder })
  await killed.ready
  const postmaster = postmasterOf(folder)
  await killed.kill('SIGKILL')
  expect(isAlive(postmaster, folder)).toBe(true)
  const next = run({ DATA_DIR: folder })
  const url = await next.ready

  expect(postmasterOf(folder)).toBe(postmaster)
  expect(await statusOf(`${url}/readyz`)).toBe(200)
  expect((await next.kill('SIGTERM')).code).toBe(0)
  expect(isAlive(postmaster, folder)).toBe(false)
})

test('after kill -9 of both, and with a foreign process under the old number, the next start recovers', async () => {
  const folder = aFolder()
  const killed = run({ DATA_DIR: folder })
  await killed.ready
  const file = path.join(folder, 'postgres', 'postmaster.pid')
  await killed.kill('SIGKILL')
  process.kill(postmasterOf(folder), 'SIGKILL')
  const [, ...rest] = readFileSync(file, 'utf8').split('\n')
  writeFileSync(file, [process.pid, ...rest].join('\n'))
  chmodSync(file, 0o600)
  const next = run({ DATA_DIR: folder })

  expect(await statusOf(`${await next.ready}/readyz`)).toBe(200)
  expect((await next.kill('SIGTERM')).code).toBe(0)
})

test('a database killed under a running Krug is started again', async () => {
  const folder = aFolder()
  const server = run({ DATA_DIR: folder })
  const url = await server.ready
  const postmaster = postmasterOf(folder)
  process.kill(postmaster, 'SIGKILL')
  await until(
    async () => (await statusOf(`${url}/readyz`)) === 503 || server.output().includes('serves again'),
  )
  await until(async () => (await statusOf(`${url}/readyz`)) === 200)

  expect(await statusOf(`${url}/healthz`)).toBe(200)
  expect(postmasterOf(folder)).not.toBe(postmaster)
  expect((await server.kill('SIGTERM')).code).toBe(0)
})

test('an external database is used as it is and left running', async () => {
  const database = await freshDatabase()
  const folder = aFolder()
  const server = run({ DATA_DIR: folder, DATABASE_URL: database.url })
  expect(await statusOf(`${await server.ready}/readyz`)).toBe(200)
  expect((await server.kill('SIGTERM')).code).toBe(0)

  expect(await database.sql`select 1 as one`).toEqual([{ one: 1 }])
  await database.drop()
})

test('a database that a newer Krug has used is refused and left as it is', async () => {
  const database = await freshDatabase()
  await database.sql`update drizzle.__drizzle_migrations set created_at = created_at + 1`
  const lines = await expectRefusal({ DATA_DIR: aFolder(), DATABASE_URL: database.url })

  expect(lines).toEqual(['The database was used by a newer Krug. Install that version or a newer one.'])
  await database.drop()
})

test('a database with foreign tables is refused in one line and nothing is changed', async () => {
  const database = await freshDatabase()
  await database.sql`truncate drizzle.__drizzle_migrations`
  const lines = await expectRefusal({ DATA_DIR: aFolder(), DATABASE_URL: database.url })

  expect(lines).toEqual([
    expect.stringMatching(/^The database could not be brought to this version \(.+already exists\)/),
  ])
  await database.drop()
})

const isRoot = process.getuid?.() === 0

test.runIf(isRoot)(
  'as root, a database whose account cannot enter the data folder lies elsewhere',
  async () => {
    const folder = path.join(aFolder(), 'data')
    const first = run({ DATA_DIR: folder })
    await first.ready
    const cluster = readlinkSync(path.join(folder, 'postgres'))
    expect(cluster).toMatch(/^\/var\/lib\/krug\/[0-9a-f]{12}\/postgres$/)
    await first.kill('SIGTERM')

    // Whoever removes the data folder starts afresh; what was there is put aside, not shown again and not lost.
    rmSync(folder, { recursive: true })
    const second = run({ DATA_DIR: folder })
    expect(await statusOf(`${await second.ready}/readyz`)).toBe(200)
    await second.kill('SIGTERM')
    const home = path.dirname(cluster)
    expect(readdirSync(home).filter((name) => /^postgres\.\d+$/.test(name))).toHaveLength(1)
    rmSync(home, { recursive: true })
  },
)

test('a password that does not belong to the database is told', async () => {
  const folder = aFolder()
  const first = run({ DATA_DIR: folder })
  await first.ready
  await first.kill('SIGTERM')
  writeFileSync(path.join(folder, 'database.password'), 'another')

  expect((await expectRefusal({ DATA_DIR: folder })).join()).toContain('do not belong together')
})
