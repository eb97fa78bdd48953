import { readRows } from 'db/queries/log'
import { EMPTY_UPDATE, encodeUpdate } from 'shared/protocol/frames'
import { must } from 'shared/must'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { until } from '../support/clients.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { heldUpBy } from '../support/heldUp.ts'
import { spawnServer, type SpawnedServer } from '../support/process.ts'
import { withSeed, type Random } from '../support/random.ts'
import { addParagraph, openRaw, type RawClient } from '../support/raw.ts'
import { aTown } from '../support/town.ts'
import { faultsIn, replay } from './faults.ts'
import { paragraphs, strangeFrames } from './strange.ts'

/** What nobody's frame may hold all rooms up for. */
const STALL_MS = 100
const FLIPS = process.env.KRUG_TEST_LONG ? 100_000 : 1_500
/** As many frames as a line may bring at once. */
const SALVO = 750
const PATIENCE = 60_000

let database: FreshDatabase
let server: SpawnedServer
let url: string
beforeAll(async () => {
  database = await freshDatabase()
  server = spawnServer({ settings: { DATABASE_URL: database.url } })
  url = await server.ready
})
afterAll(async () => {
  await server.kill('SIGTERM')
  await database.drop()
})

const heldUp = (work: () => Promise<void>): Promise<number> =>
  heldUpBy({ processId: must(server.process.pid, 'a running server'), url }, STALL_MS, work)

/** A document of some length, a member bent on harm and another who writes on in it. */
const aPlace = async () => {
  const town = await aTown({ url, deps: { db: database.db } })
  const place = async () => ({
    url,
    cookie: (await town.someone('member')).cookie,
    documentName: town.documentName,
  })
  const enemy = await place()
  const honest = await openRaw(await place())
  await honest.join()
  const write = async (words: string) => {
    const before = honest.acknowledged()
    honest.sendUpdate(honest.write(addParagraph(words)))
    await until(() => honest.acknowledged() > before, words, PATIENCE)
  }
  for (let n = 0; n < 8; n++) await write(`${n} ${'слово '.repeat(2_000)}`)
  const open = async () => {
    const client = await openRaw(enemy)
    await client.join()
    // What builds upon something that is not there is asked about from now on, and held no longer.
    client.sendStep2(EMPTY_UPDATE)
    await until(() => client.acknowledged() === 1, 'a beginning', PATIENCE)
    return client
  }
  return { town, honest, write, open }
}

type Place = Awaited<ReturnType<typeof aPlace>>

const answersTo = (client: RawClient): number =>
  Math.max(client.acknowledged(), ...client.rejected().map(([n]) => n))

const questionsTo = ({ heard }: RawClient): number => heard.filter(({ kind }) => kind === 'step1').length

/** Sends a frame and waits until it is dealt with and the honest one's next word is committed. */
const suffer = async ({ open, write }: Place, name: string, frame: Uint8Array): Promise<void> => {
  const client = await open()
  const [answers, questions] = [answersTo(client), questionsTo(client)]
  const isCounted = frame[0] === 0 && frame[1] !== 0
  client.send(frame)
  const isDone = () =>
    client.closes.length > 0 || answersTo(client) > answers || questionsTo(client) > questions
  if (isCounted) await until(isDone, `an answer to ${name}`, PATIENCE)
  await write('дальше')
  client.close()
}

/** Whether figures and versions have been found for all that is in the document's log. */
const isRead = async ({ town }: Place): Promise<boolean> => {
  const read = await database.sql`
    select from projection_mark mark join document on document.id = mark.document_id
    where document.id = ${town.document.id} and mark.seq = document.head_seq`
  return read.length >= 2
}

const expectSound = async ({ town, honest }: Place): Promise<void> => {
  const rows = await readRows(database.db, town.document.id, 0)
  expect(faultsIn(replay(rows.flatMap((row) => row.updates)))).toEqual([])
  expect(honest.closes).toEqual([])
  expect(honest.rejected()).toEqual([])
  expect(server.process.exitCode, server.output()).toBeNull()
}

test('A12: strange frames, short and long, hold nobody up for a tenth of a second', async () => {
  const place = await aPlace()
  const stalls: [string, number][] = []
  for (const { name, make } of strangeFrames) {
    const frame = make()
    stalls.push([name, await heldUp(() => suffer(place, name, frame))])
  }
  const told = stalls.map(([name, stall]) => `${stall.toFixed(0).padStart(4)} ms  ${name}`)
  console.log(`held up by:\n${told.join('\n')}`)
  expect(stalls.filter(([, stall]) => stall > STALL_MS)).toEqual([])
  await expectSound(place)
  place.honest.close()
})

test('A12: an honest paste of forty thousand paragraphs, and what becomes of it, hold nobody up so long', async () => {
  const stall = await heldUp(async () => {
    const place = await aPlace()
    const writer = await place.open()
    const began = writer.acknowledged()
    writer.sendUpdate(paragraphs(40_000, 'paragraph'))
    await until(() => writer.acknowledged() > began, 'the paste', PATIENCE)
    await until(() => isRead(place), 'figures and versions', PATIENCE)
    for (const client of [writer, place.honest]) client.close()
  })
  console.log(`held up by a paste: ${stall.toFixed(0)} ms`)
  expect(stall).toBeLessThan(STALL_MS)
})

const aFrame = (doc: Y.Doc): Uint8Array => {
  const client = new Y.Doc()
  Y.applyUpdate(client, Y.encodeStateAsUpdate(doc))
  const before = Y.encodeStateVector(client)
  client.transact(() => {
    addParagraph('ход урока', 'heading')(client)
    client.getMap('fields').set('minutes', '45')
    client.getXmlFragment('body').delete(0, 1)
  })
  return encodeUpdate(Y.encodeStateAsUpdate(client, before))
}

const flip = (frame: Uint8Array, random: Random): Uint8Array => {
  const flipped = frame.slice()
  const at = random.below(flipped.length)
  flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8))
  return flipped
}

test(`A12: every truncation and ${FLIPS} flipped bits of a frame: nobody is held up, nothing unfit is stored`, () =>
  withSeed(async (random) => {
    const place = await aPlace()
    const frame = aFrame(place.honest.doc)
    const truncated = Array.from({ length: frame.length }, (_, length) => frame.slice(0, length))
    const flipped = Array.from({ length: FLIPS }, () => flip(frame, random))
    const all = [...truncated, ...flipped]
    for (let from = 0; from < all.length; from += SALVO) {
      const salvo = all.slice(from, from + SALVO)
      const stall = await heldUp(async () => {
        const client = await place.open()
        for (const one of salvo) client.send(one)
        await place.write('дальше')
        client.close()
      })
      expect(stall, `frames ${from} to ${from + SALVO}`).toBeLessThan(STALL_MS)
    }
    await expectSound(place)
    place.honest.close()
  }))
