import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from 'db/connect'
import { openEmbedded } from 'db/embedded/embedded'
import { expect, test } from 'vitest'
import { openNative, until } from '../support/clients.ts'
import { postmasterOf } from '../support/postmaster.ts'
import { spawnServer, type SpawnedServer } from '../support/process.ts'
import { createRandom, seedOf } from '../support/random.ts'
import { aTown } from '../support/town.ts'
import { tellRound } from './rounds.ts'
import { openWriter, wordsOf, type Writer } from './writer.ts'

const WRITERS = process.env.KRUG_TEST_LONG ? 50 : 20
const ROUNDS = process.env.KRUG_TEST_LONG ? 200 : 10
/** Milliseconds between two words of a writer: after 200 rounds the text is still one that a document takes. */
const EVERY = process.env.KRUG_TEST_LONG ? 250 : 50
const PATIENCE = 60_000

const seed = seedOf()
/** Where a house listens and when each of its rounds ends; the same for the same seed. */
const chanceOf = (name: string) => {
  const random = createRandom(seed + name.length)
  return { port: String(20_000 + random.below(10_000)), delay: () => random.below(400) }
}
/** Registers what is to be done when the test has ended, the newest first. */
type Ending = (clean: () => Promise<void> | void) => void

/** Krug with its own Postgres on one folder and one port, which can be started again and again. */
const openHouse = (atEnd: Ending, port: string) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'krug-crash-'))
  atEnd(() => rmSync(folder, { recursive: true, force: true }))
  const settings = { DATA_DIR: folder, PORT: port }
  let server: SpawnedServer | undefined
  const serve = async () => {
    server = spawnServer({ settings })
    return { server, url: await server.ready }
  }
  atEnd(async () => {
    await server?.kill('SIGTERM')
  })
  const withDatabase = async <T>(work: (db: ReturnType<typeof connect>['db']) => Promise<T>): Promise<T> => {
    const embedded = await openEmbedded({ dataFolder: folder, exclusive: false })
    const { db, close } = connect(embedded.url)
    try {
      return await work(db)
    } finally {
      await close()
      await embedded.close()
    }
  }
  const killPostgres = () => process.kill(postmasterOf(folder), 'SIGKILL')
  return { serve, withDatabase, killPostgres }
}

type House = ReturnType<typeof openHouse>

const writersOf = async (house: House, url: string, atEnd: Ending) => {
  const { cookies, documentName } = await house.withDatabase(async (db) => {
    const town = await aTown({ url, deps: { db } })
    const people = await Promise.all(Array.from({ length: 4 }, () => town.someone('member')))
    return { cookies: people.map(({ cookie }) => cookie), documentName: town.documentName }
  })
  const cookieOf = (index: number) => cookies[index % cookies.length] ?? ''
  const place = (index: number) => ({ url, cookie: cookieOf(index), documentName })
  const first = openNative(place(0))
  await first.synced
  first.text.insert(0, 'Начало ')
  // Until it is committed a newcomer would find no paragraph and make one of her own.
  await until(
    async () => (await readCold(place(0))).includes('Начало'),
    'the first word in the log',
    PATIENCE,
  )
  const writers: Writer[] = []
  for (let index = 0; index < WRITERS; index++)
    writers.push(await openWriter(place(index), `ш${index}-`, { polling: index % 4 === 0, every: EVERY }))
  atEnd(() => writers.forEach((writer) => writer.close()))
  first.close()
  return { writers, read: (address: string) => readCold({ ...place(0), url: address }) }
}

const readCold = async (place: Parameters<typeof openNative>[0]) => {
  const reader = openNative(place)
  await reader.synced
  const body = reader.doc.getXmlFragment('body')
  const text = body.length > 0 ? reader.text.toJSON() : ''
  reader.close()
  return text
}

const acknowledged = (writers: readonly Writer[]) => writers.map((writer) => writer.sure())

const typeOn = (writers: readonly Writer[], since: readonly number[]) =>
  until(
    () => writers.every((writer, index) => writer.sure() > (since[index] ?? 0)),
    'new words of everybody',
    PATIENCE,
  )

const endOf = async (writers: readonly Writer[], read: () => Promise<string>) => {
  for (const writer of writers) writer.rest()
  await until(
    () => writers.every((writer) => writer.sure() === writer.typed()),
    'the last acknowledgements',
    PATIENCE,
  )
  const text = await read()
  const there = wordsOf(text)
  expect(writers.flatMap((writer) => writer.missingIn(there))).toEqual([])
  const words = text.trim().split(' ')
  expect(words.length).toBe(new Set(words).size)
}

// Both at once: each has a house of its own, and most of the time is waiting for a start.
test.concurrent(
  `the server is killed ${ROUNDS} times under ${WRITERS} writers: no acknowledged word is missing (seed ${seed})`,
  async ({ onTestFinished }) => {
    const { port, delay } = chanceOf('server')
    const house = openHouse(onTestFinished, port)
    let { server, url } = await house.serve()
    const { writers, read } = await writersOf(house, url, onTestFinished)
    for (let round = 0; round < ROUNDS; round++) {
      await typeOn(writers, acknowledged(writers))
      await sleep(delay())
      await server.kill('SIGKILL')
      const sure = acknowledged(writers)
      ;({ server, url } = await house.serve())
      const there = wordsOf(await read(url))
      expect(writers.flatMap((writer, index) => writer.missingIn(there, sure[index]))).toEqual([])
      tellRound('the server is killed', round, ROUNDS)
    }
    await endOf(writers, () => read(url))
  },
)

test.concurrent(
  `Postgres is killed ${ROUNDS} times under ${WRITERS} writers: no acknowledged word is missing (seed ${seed})`,
  async ({ onTestFinished }) => {
    const { port, delay } = chanceOf('Postgres')
    const house = openHouse(onTestFinished, port)
    const { url } = await house.serve()
    const { writers, read } = await writersOf(house, url, onTestFinished)
    for (let round = 0; round < ROUNDS; round++) {
      await typeOn(writers, acknowledged(writers))
      await sleep(delay())
      house.killPostgres()
      const sure = acknowledged(writers)
      await typeOn(writers, sure)
      const there = wordsOf(await read(url))
      expect(writers.flatMap((writer, index) => writer.missingIn(there, sure[index]))).toEqual([])
      tellRound('Postgres is killed', round, ROUNDS)
    }
    await endOf(writers, () => read(url))
  },
)
