import { once } from 'node:events'
import { connect as connectSocket, createServer, type AddressInfo, type Socket } from 'node:net'
import { connect, connectWriter } from 'db/connect'
import { limits } from 'server/sync/limits'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { withSeed } from '../support/random.ts'
import { openPostgresWire } from '../support/wire.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
  await database.sql`create table note (word text primary key)`
})
afterAll(() => database.drop())

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Cuts every connection of that name, as an administrator or a failover does. */
const cut = (name: string) =>
  database.sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = ${name}`

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : 'no code'

/** A way to Postgres on which the first connection breaks when the driver asks for the types of arrays. */
const openBreakingWay = async () => {
  const wire = await openPostgresWire(database.url)
  const [from, url] = [new URL(wire.url), new URL(wire.url)]
  const open = new Set<Socket>()
  let broken = 0
  const way = createServer((client) => {
    const postgres = connectSocket(Number(from.port), from.hostname)
    for (const socket of [client, postgres]) {
      open.add(socket)
      socket.on('error', () => undefined)
    }
    client.on('close', () => postgres.destroy())
    postgres.on('close', () => client.destroy())
    postgres.pipe(client)
    client.on('data', (data: Buffer) => {
      if (broken === 0 && data.includes('pg_catalog.pg_type')) {
        broken += 1
        client.resetAndDestroy()
      } else postgres.write(data)
    })
  })
  way.listen(0, from.hostname)
  await once(way, 'listening')
  url.port = String((way.address() as AddressInfo).port)
  onTestFinished(() => {
    for (const socket of open) socket.destroy()
    way.close()
    wire.close()
  })
  return { url: url.href, broken: () => broken }
}

// The driver as it comes dies of this, or never answers again (porsager/postgres#1208, #1216); db/patches mends it.
describe('A8: a lost connection is an error of the query, never of the process', () => {
  test('transactions and statements are cut at random moments: each ends, and the next works', () =>
    withSeed(async (random) => {
      const sql = connectWriter(database.url, limits.heldMs)
      const outcomes: string[] = []
      for (let round = 0; round < 60; round++) {
        const work =
          round % 2 === 0
            ? sql.begin(async (tx) => {
                await tx`select pg_sleep(0.002)`
                return tx`select 1`
              })
            : sql`select pg_sleep(0.004)`
        const ended = Promise.resolve(work).then(() => 'ok', codeOf)
        if (round % 3 === 0) {
          await pause(random.next() * 8)
          await cut('krug log')
        }
        outcomes.push(await ended)
      }
      await pause(150)
      expect(await sql`select 1 as alive`.catch(() => sql`select 1 as alive`)).toEqual([{ alive: 1 }])
      expect(outcomes.some((outcome) => outcome === 'ok')).toBe(true)
      expect(outcomes.some((outcome) => outcome !== 'ok')).toBe(true)
      await sql.end({ timeout: 1 })
    }))

  test('what a dead transaction still wants to write never lands in a later one', async () => {
    const pool = connect(database.url, { max: 1, applicationName: 'one' })
    const { promise: killed, resolve: kill } = Promise.withResolvers<undefined>()
    const dead = pool.sql
      .begin(async (tx) => {
        await tx`insert into note values ('before')`
        await killed
        await tx`insert into note values ('after')`
      })
      .then(() => 'committed', codeOf)
    await pause(100)
    await cut('one')
    await pause(200)
    const alive = pool.sql.begin(async (tx) => {
      await tx`insert into note values ('alive')`
      kill(undefined)
      await pause(100)
    })
    await alive
    expect(await dead).not.toBe('committed')
    expect(await database.sql`select word from note`).toEqual([{ word: 'alive' }])
    await pool.close()
  })
  test('the very first words on a connection are lost: who asked hears it, and nobody else', async () => {
    const unheard: unknown[] = []
    const listen = (error: unknown) => unheard.push(error)
    process.on('unhandledRejection', listen)
    onTestFinished(() => void process.off('unhandledRejection', listen))
    const way = await openBreakingWay()
    const pool = connect(way.url, { max: 1 })
    const first = await pool.sql`select 1`.then(() => 'ok', codeOf)
    await pause(50)
    expect(first).not.toBe('ok')
    expect(way.broken()).toBe(1)
    // The types are asked for again: without them an array would come as text.
    expect(await pool.sql`select array['тихо'::text] as words`).toEqual([{ words: ['тихо'] }])
    expect(unheard).toEqual([])
    await pool.close()
  })
})
