import { connect, connectWriter } from 'db/connect'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'

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

// The driver as it comes dies of this, or never answers again (porsager/postgres#1208, #1216); db/patches mends it.
describe('A8: a lost connection is an error of the query, never of the process', () => {
  test('transactions and statements are cut at random moments: each ends, and the next works', async () => {
    const sql = connectWriter(database.url)
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
        await pause(Math.random() * 8)
        await cut('krug log')
      }
      outcomes.push(await ended)
    }
    await pause(150)
    expect(await sql`select 1 as alive`.catch(() => sql`select 1 as alive`)).toEqual([{ alive: 1 }])
    expect(outcomes.some((outcome) => outcome === 'ok')).toBe(true)
    expect(outcomes.some((outcome) => outcome !== 'ok')).toBe(true)
    await sql.end({ timeout: 1 })
  })

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
})
