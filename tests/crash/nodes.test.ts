import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { areEqual, openNative, until, type RoomClient } from '../support/clients.ts'
import { startNodesBehindNginx, type NodesBehindNginx } from '../support/nodesBehindNginx.ts'
import { createRandom } from '../support/random.ts'
import { aTown } from '../support/town.ts'
import { tellRound } from './rounds.ts'
import { openWriter, wordsOf, type Writer } from './writer.ts'

const PEOPLE = 6
const ROUNDS = process.env.KRUG_TEST_LONG ? 200 : 5
/** Milliseconds between two words of a writer: after 200 rounds the text is still one that a document takes. */
const EVERY = process.env.KRUG_TEST_LONG ? 250 : 50
const PATIENCE = 60_000
const LASTS = ROUNDS * 60_000
const seed = Number(process.env.KRUG_SEED ?? Math.floor(Math.random() * 2 ** 32))

type Harm = 'node dies' | 'node restarts' | 'Redis dies' | 'Postgres dies' | 'node and Redis die'
const harms: Harm[] = ['node dies', 'Redis dies', 'node restarts', 'Postgres dies', 'node and Redis die']

const openTown = async (house: NodesBehindNginx) => {
  const town = await aTown({ url: house.url, deps: { db: house.db } })
  const cookies: string[] = []
  for (let n = 0; n < PEOPLE; n++) cookies.push((await town.someone('member')).cookie)
  const place = (n: number, url = house.url) => ({
    url,
    cookie: cookies[n % PEOPLE] ?? '',
    documentName: town.documentName,
  })
  const readAt = async (index: number): Promise<string> => {
    const reader = openNative(place(0, house.urlOf(index)))
    await reader.synced
    const text = reader.doc.getXmlFragment('body').length > 0 ? reader.text.toJSON() : ''
    reader.close()
    return text
  }
  return { place, readAt }
}

type Town = Awaited<ReturnType<typeof openTown>>

const openWriters = async ({ place, readAt }: Town): Promise<Writer[]> => {
  const first = openNative(place(0))
  await first.synced
  first.text.insert(0, 'Начало ')
  // Until it is committed a newcomer would find no paragraph and make one of her own.
  await until(async () => (await readAt(0)).includes('Начало'), 'the first word in the log', PATIENCE)
  first.close()
  const writers: Writer[] = []
  for (let n = 0; n < PEOPLE; n++)
    writers.push(await openWriter(place(n), `ш${n}-`, { polling: n % 3 === 0, every: EVERY }))
  return writers
}

/** Does harm; settles when what was killed has been started again. */
const harm = (house: NodesBehindNginx, kind: Harm, victim: number): Promise<unknown> => {
  const again = async (signal: NodeJS.Signals) => {
    const code = await house.endNode(victim, signal)
    if (signal === 'SIGTERM') expect(code).toBe(0)
    await house.startNode(victim)
  }
  const redis = async () => {
    await house.redis.kill()
    await sleep(1_000)
    await house.redis.start()
  }
  if (kind === 'node dies') return again('SIGKILL')
  if (kind === 'node restarts') return again('SIGTERM')
  if (kind === 'Redis dies') return redis()
  if (kind === 'node and Redis die') return Promise.all([again('SIGKILL'), redis()])
  house.killPostgres()
  return Promise.resolve()
}

const typeOn = (writers: readonly Writer[], what: string) => {
  const since = writers.map((writer) => writer.sure())
  return until(
    () => writers.every((writer, index) => writer.sure() > (since[index] ?? 0)),
    `new words of everybody ${what}`,
    PATIENCE,
  )
}

const isSeenBy = ({ provider }: RoomClient, id: number) => provider.awareness.getStates().has(id)

/** Somebody at a node of whom another node knows; gives what waits until the other no longer does. */
const openGhost = async (house: NodesBehindNginx, { place }: Town, victim: number) => {
  const witness = openNative(place(1, house.urlOf((victim + 1) % house.count)))
  const ghost = openNative(place(2, house.urlOf(victim)))
  await Promise.all([witness.synced, ghost.synced])
  ghost.provider.awareness.setLocalStateField('user', {})
  await until(() => isSeenBy(witness, ghost.doc.clientID), 'her presence at another node')
  const gone = async (): Promise<void> => {
    ghost.provider.shouldConnect = false
    await until(() => !isSeenBy(witness, ghost.doc.clientID), 'the end of a ghost', 12_000)
    ghost.close()
    witness.close()
  }
  return { gone }
}

test(
  `K8: three nodes behind nginx, ${ROUNDS} rounds of harm to nodes, Redis and Postgres: no acknowledged word is missing (seed ${seed})`,
  async ({ onTestFinished }) => {
    const random = createRandom(seed)
    const house = await startNodesBehindNginx()
    onTestFinished(house.stop)
    const town = await openTown(house)
    const writers = await openWriters(town)
    onTestFinished(() => writers.forEach((writer) => writer.close()))
    // K4: whoever was at the node that dies first is soon gone elsewhere.
    const ghost = await openGhost(house, town, 0)
    let ended: Promise<void> = Promise.resolve()
    for (let round = 0; round < ROUNDS; round++) {
      const kind = harms[round % harms.length] ?? 'node dies'
      const victim = round === 0 ? 0 : random.below(house.count)
      await sleep(random.below(400))
      const healed = harm(house, kind, victim)
      if (round === 0) ended = ghost.gone()
      await typeOn(writers, `while: ${kind} (${victim})`)
      await healed
      const sure = writers.map((writer) => writer.sure())
      const there = wordsOf(await town.readAt((victim + 1) % house.count))
      expect(writers.flatMap((writer, n) => writer.missingIn(there, sure[n]))).toEqual([])
      tellRound('nodes, Redis and Postgres are harmed', round, ROUNDS)
    }
    await ended
    for (const writer of writers) writer.rest()
    await until(
      () => writers.every((writer) => writer.sure() === writer.typed()),
      'the last acknowledgements',
      PATIENCE,
    )
    await until(
      () => writers.every(({ doc }) => areEqual(doc, writers[0]?.doc ?? doc)),
      'equal screens',
      PATIENCE,
    )
    for (let index = 0; index < house.count; index++) {
      const text = await town.readAt(index)
      const there = wordsOf(text)
      expect(writers.flatMap((writer) => writer.missingIn(there))).toEqual([])
      const words = text.trim().split(' ')
      expect(words.length).toBe(new Set(words).size)
    }
  },
  LASTS,
)
