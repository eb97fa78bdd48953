import { setTimeout as sleep } from 'node:timers/promises'
import { readNewestSnapshot, readRows } from 'db/queries/log'
import { must } from 'shared/must'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { openNative, until } from '../support/clients.ts'
import { createRandom, seedOf, withSeed, type Random } from '../support/random.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'
import { editAtRandom } from './edits.ts'
import { areSame, faultsIn, replay } from './faults.ts'
import { shufflingWriter, stockWriter, tunnelWriter, type FuzzWriter } from './writers.ts'

const isLong = process.env.KRUG_TEST_LONG !== undefined
const ROUNDS = isLong ? 40 : 2
const STEPS = 220
/** Many short lives of a document, several at a time; KRUG_SEED replays one of them. */
const SEEDS = process.env.KRUG_SEED ? 1 : isLong ? 1_000 : 12
const SHORT_STEPS = 25
const AT_A_TIME = 6

let server: TestServer
beforeAll(async () => {
  server = await startServer({
    roomLimits: { sweepMs: 150, idleRoomMs: 50, tailRows: 25, idleTailRows: 1, presenceTickMs: 20 },
  })
})
afterAll(() => server.stop())

type Place = Parameters<typeof stockWriter>[0]
type Member = FuzzWriter & { away: boolean }

const openers: ((place: Place, random: Random) => FuzzWriter | Promise<FuzzWriter>)[] = [
  (place) => stockWriter(place, 3),
  (place) => tunnelWriter(place, { polling: false }),
  (place, random) => shufflingWriter(place, random),
  (place) => stockWriter(place, 1),
  (place) => stockWriter(place, 2),
  (place) => tunnelWriter(place, { polling: true }),
]

const openWriters = async (random: Random, count = openers.length) => {
  const town = await aTown(server)
  const place = async () => ({
    url: server.url,
    cookie: (await town.someone('member')).cookie,
    documentName: town.documentName,
  })
  const members: Member[] = []
  for (let n = 0; n < count; n++) {
    const open = must(openers[n % openers.length], 'a kind of writer')
    members.push({ ...(await open(await place(), random)), away: false })
  }
  return { town, place, members }
}

const leave = (member: Member): void => {
  if (!member.away) member.leave()
  member.away = true
}
const comeBack = async (member: Member): Promise<void> => {
  if (member.away) await member.comeBack()
  member.away = false
}

/** Everybody goes; the room is compacted and evicted; they write at home and come back. */
const emptyRoom = async (members: readonly Member[], random: Random, formats: boolean) => {
  for (const member of members) leave(member)
  await sleep(500)
  for (const { doc } of members) if (random.chance(0.5)) editAtRandom(doc, random, { formats })
  for (const member of members) await comeBack(member)
}

const step = async (members: readonly Member[], random: Random, formats: boolean) => {
  const member = random.pick(members)
  const dice = random.next()
  if (dice < 0.85) editAtRandom(member.doc, random, { formats })
  else if (dice < 0.9) leave(member)
  else if (dice < 0.96) await comeBack(member)
  else if (dice < 0.985) member.breakLine()
  else if (dice < 0.99) await emptyRoom(members, random, formats)
  if (random.chance(0.3)) member.flush()
  if (random.chance(0.3)) await sleep(random.below(25))
}

const hasSameDeletions = (one: Y.Doc, other: Y.Doc) => Y.equalSnapshots(Y.snapshot(one), Y.snapshot(other))

const compare = async (documentId: string, members: readonly Member[], formats: boolean) => {
  const updates = async () => (await readRows(server.deps.db, documentId, 0)).flatMap((row) => row.updates)
  const stored = async () => replay(await updates())
  // Yjs takes superfluous marks away by itself, each copy for its own part. What somebody erased inside of what others
  // had erased shows in no words, so it is waited for as words are.
  const isSame = (one: Y.Doc, other: Y.Doc) =>
    areSame(one, other) && (formats || hasSameDeletions(one, other))
  for (const { doc, name } of members)
    await until(async () => isSame(doc, await stored()), `${name}: what is in the log`, 20_000)
  const log = await stored()
  expect(faultsIn(log)).toEqual([])
  const state = replay([await server.deps.rooms.readState(documentId)])
  expect(isSame(state, log), 'the room holds what is in the log').toBe(true)
  const merged = replay([Y.mergeUpdates(await updates())])
  expect(isSame(merged, log), 'its rows merged into one say the same').toBe(true)
  return log
}

const live = async (members: readonly Member[], random: Random, steps: number, formats: boolean) => {
  for (let n = 0; n < steps; n++) await step(members, random, formats)
  for (const member of members) {
    await comeBack(member)
    member.flush()
  }
}

test(`J2: ${ROUNDS} times six writers of six kinds with losses, absences and compaction end equal to the log`, () =>
  withSeed(async (seeds) => {
    for (let round = 0; round < ROUNDS; round++) {
      const random = createRandom(seeds.below(2 ** 32))
      const formats = round % 2 === 0
      const { town, place, members } = await openWriters(random)
      try {
        await live(members, random, STEPS / 2, formats)
        // Chance alone may keep the room busy all the time: once at least it is left to be compacted.
        for (const member of members) leave(member)
        const snapshot = () => readNewestSnapshot(server.deps.db, town.document.id)
        await until(async () => (await snapshot()) !== null, 'a snapshot of what they wrote')
        await live(members, random, STEPS / 2, formats)
        await compare(town.document.id, members, formats)
        const late = openNative(await place())
        await late.synced
        const [first] = members
        if (first) await until(() => areSame(late.doc, first.doc), 'the same for one who comes last')
        late.close()
      } finally {
        for (const member of members) member.close()
      }
    }
  }))

test(
  `J2: ${SEEDS} short lives of documents with three to eight writers, and each opens cold as it was left`,
  async () => {
    const left: { documentId: string; state: Uint8Array; seed: number }[] = []
    const liveShortly = async (random: Random, seed: number) => {
      const formats = random.chance(0.5)
      const { town, members } = await openWriters(random, 3 + random.below(6))
      try {
        await live(members, random, SHORT_STEPS, formats)
        const state = Y.encodeStateAsUpdate(await compare(town.document.id, members, formats))
        left.push({ documentId: town.document.id, state, seed })
      } finally {
        for (const member of members) member.close()
      }
    }
    let begun = 0
    const goOn = async () => {
      while (begun++ < SEEDS) {
        const seed = seedOf()
        await withSeed((random) => liveShortly(random, seed), seed)
      }
    }
    await Promise.all(Array.from({ length: AT_A_TIME }, goOn))
    expect(left).toHaveLength(SEEDS)
    await until(() => server.deps.rooms.statistics().rooms === 0, 'the end of all rooms')
    for (const { documentId, state, seed } of left) {
      const cold = replay([await server.deps.rooms.readState(documentId)])
      expect(areSame(cold, replay([state])), `opened cold, KRUG_SEED=${seed}`).toBe(true)
    }
  },
  SEEDS * 30_000,
)
