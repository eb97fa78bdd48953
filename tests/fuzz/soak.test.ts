import { setTimeout as pause } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type * as Y from 'yjs'
import { openLine, openTunnelled, until } from '../support/clients.ts'
import { withSeed, type Random } from '../support/random.ts'
import { addParagraph, openRaw } from '../support/raw.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'
import { aDocument } from '../factories/document.ts'

vi.setConfig({ testTimeout: 2_700_000, hookTimeout: 60_000 })

const MINUTE = 60_000
const MB = 1024 * 1024
const LASTS_MS = Number(process.env.KRUG_SOAK_MS ?? (process.env.KRUG_TEST_LONG ? 30 * MINUTE : 25_000))
const DOCUMENTS = process.env.KRUG_TEST_LONG ? 500 : 30

let server: TestServer
beforeAll(async () => {
  server = await startServer({
    roomLimits: { sweepMs: 300, idleRoomMs: 200, tailRows: 20, idleTailRows: 1, judgedMs: 500 },
  })
})
afterAll(() => server.stop())

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

type Place = { url: string; cookie: string; documentName: string }

/** Documents must not grow, or what is kept of them would. */
const shorten = (doc: Y.Doc): void => {
  const body = doc.getXmlFragment('body')
  if (body.length > 12) body.delete(0, body.length - 6)
}

/** Comes in, writes, breaks things now and then, and goes, sometimes without a word. */
const visit = async (place: Place, random: Random): Promise<void> => {
  const client = await openRaw(place)
  await client.join()
  client.sendUpdate(client.write(shorten))
  for (let n = random.below(6); n >= 0; n--) {
    client.sendUpdate(client.write(addParagraph('слово '.repeat(1 + random.below(300)))))
    if (random.chance(0.01)) client.send(Uint8Array.of(0, 2, 9, 9, 9))
  }
  if (random.chance(0.8))
    await until(() => client.acknowledged() > 0 || client.closes.length > 0, 'an answer', 60_000)
  if (random.chance(0.5)) client.close()
  else client.socket.terminate()
  client.doc.destroy()
}

const visitByTunnel = async ({ url, cookie, documentName }: Place, random: Random): Promise<void> => {
  const line = openLine(url, cookie)
  const client = openTunnelled(line, documentName)
  await until(() => client.provider.synced, 'the document', 60_000)
  client.doc.transact(() => shorten(client.doc))
  client.text.insert(0, 'слово '.repeat(1 + random.below(50)))
  if (client.text.length > 2_000) client.text.delete(500, client.text.length - 500)
  await pause(random.below(50))
  client.close()
  line.close()
}

/** Heap in use when nobody is there and everything that can go has gone. */
const heapAtRest = async (): Promise<number> => {
  const { rooms } = server.deps
  await until(
    () => rooms.statistics().rooms === 0 && rooms.statistics().connections === 0,
    'an empty house',
    60_000,
  )
  await server.deps.projections.settle()
  for (let round = 0; round < 3; round++) {
    await pause(100)
    collectGarbage()
  }
  return process.memoryUsage().heapUsed
}

const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

const soak = async (random: Random): Promise<void> => {
  const town = await aTown(server)
  const cookies = [(await town.someone('member')).cookie, (await town.someone('member')).cookie]
  const names: string[] = []
  for (let index = 0; index < DOCUMENTS; index++)
    names.push((await aDocument(server.deps.db, { communityId: town.community.id, kind: 'lessonPlan' })).id)
  const aPlace = (): Place => ({
    url: server.url,
    cookie: random.pick(cookies),
    documentName: random.pick(names),
  })
  const wave = async (): Promise<number> => {
    const until = performance.now() + Math.min(MINUTE, LASTS_MS / 8)
    while (performance.now() < until)
      await Promise.all(
        Array.from({ length: 6 }, () => (random.chance(0.2) ? visitByTunnel : visit)(aPlace(), random)),
      )
    return heapAtRest()
  }
  // Caches and compiled code fill first.
  await wave()
  await wave()
  const timersBefore = timers()
  const heaps: number[] = []
  const end = performance.now() + LASTS_MS * (6 / 8)
  while (performance.now() < end) heaps.push(await wave())
  console.log(`heap at rest, MB: ${heaps.map((bytes) => (bytes / MB).toFixed(1)).join(' ')}`)
  const third = Math.max(1, Math.floor(heaps.length / 3))
  const [first, last] = [Math.min(...heaps.slice(0, third)), Math.min(...heaps.slice(-third))]
  expect(last - first).toBeLessThan(4 * MB)
  expect(timers()).toBeLessThanOrEqual(timersBefore + 3)
  const { queuedBytes, openFrames, roomBytes } = server.deps.rooms.statistics()
  expect([queuedBytes, openFrames, roomBytes]).toEqual([0, 0, 0])
}

test('rooms come and go for long, and nothing is left behind', () => withSeed(soak))
