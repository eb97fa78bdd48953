import { setTimeout as sleep } from 'node:timers/promises'
import { readNewestSnapshot, readRows } from 'db/queries/log'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { openNative, until } from '../support/clients.ts'
import { createRandom, withSeed, type Random } from '../support/random.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'
import { editAtRandom } from './edits.ts'
import { areSame, faultsIn, replay } from './faults.ts'
import { shufflingWriter, stockWriter, tunnelWriter, type FuzzWriter } from './writers.ts'

const ROUNDS = process.env.KRUG_TEST_LONG ? 40 : 2
const STEPS = 220

let server: TestServer
beforeAll(async () => {
  server = await startServer({
    roomLimits: { sweepMs: 150, idleRoomMs: 50, tailRows: 25, idleTailRows: 1, presenceTickMs: 20 },
  })
})
afterAll(() => server.stop())

type Member = FuzzWriter & { away: boolean }

const openWriters = async (random: Random) => {
  const town = await aTown(server)
  const place = async () => ({
    url: server.url,
    cookie: (await town.someone('member')).cookie,
    documentName: town.documentName,
  })
  const writers = [
    stockWriter(await place(), 1),
    stockWriter(await place(), 2),
    stockWriter(await place(), 3),
    tunnelWriter(await place(), { polling: false }),
    tunnelWriter(await place(), { polling: true }),
    await shufflingWriter(await place(), random),
  ]
  return { town, place, members: writers.map((writer): Member => ({ ...writer, away: false })) }
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
  const stored = async () =>
    replay((await readRows(server.deps.db, documentId, 0)).flatMap((row) => row.updates))
  for (const { doc, name } of members)
    await until(async () => areSame(doc, await stored()), `${name}: what is in the log`, 20_000)
  const log = await stored()
  expect(faultsIn(log)).toEqual([])
  const state = replay([await server.deps.rooms.readState(documentId)])
  expect(areSame(state, log), 'the room holds what is in the log').toBe(true)
  // Yjs takes superfluous marks away by itself, each copy for its own part.
  if (!formats) for (const { doc } of members) expect(hasSameDeletions(doc, log)).toBe(true)
}

test(`J2: ${ROUNDS} times six writers of six kinds with losses, absences and compaction end equal to the log`, () =>
  withSeed(async (seeds) => {
    for (let round = 0; round < ROUNDS; round++) {
      const random = createRandom(seeds.below(2 ** 32))
      const formats = round % 2 === 0
      const { town, place, members } = await openWriters(random)
      for (let steps = 0; steps < STEPS; steps++) await step(members, random, formats)
      for (const member of members) {
        await comeBack(member)
        member.flush()
      }
      await compare(town.document.id, members, formats)
      expect(await readNewestSnapshot(server.deps.db, town.document.id)).not.toBeNull()
      const late = openNative(await place())
      await late.synced
      const [first] = members
      if (first) await until(() => areSame(late.doc, first.doc), 'the same for one who comes last')
      for (const one of [...members, late]) one.close()
    }
  }))
