import { readFileSync } from 'node:fs'
import { readRows } from 'db/queries/log'
import { encodeAwareness, encodeStep1, encodeStep2, encodeUpdate } from 'shared/protocol/frames'
import { encodeRecord, TUNNEL_EVENT } from 'shared/protocol/tunnel'
import { must } from 'shared/must'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { openLine, openNative, until, type Line } from '../support/clients.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { spawnServer, type SpawnedServer } from '../support/process.ts'
import { withSeed, type Random } from '../support/random.ts'
import { openRaw, type RawClient } from '../support/raw.ts'
import { aTown } from '../support/town.ts'
import { editOf } from './edits.ts'
import { areSame, faultsIn, replay } from './faults.ts'
import { forge, writeHostile } from './hostile.ts'
import { mutate } from './mutate.ts'

const FRAMES = process.env.KRUG_TEST_LONG ? 60_000 : 1_200
const GROWTH_MAX_MB = 200

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

const memoryOf = (processId: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${processId}/status`, 'utf8'))?.[1]) / 1024

type Attack = (base: Y.Doc, random: Random) => Uint8Array

/** Presence in the name of somebody else. */
const aPresence = (base: Y.Doc): Uint8Array => {
  const doc = new Y.Doc()
  doc.clientID = base.clientID
  const awareness = new Awareness(doc)
  const states = encodeAwarenessUpdate(awareness, [doc.clientID])
  awareness.destroy()
  return states
}
const anUpdate: Attack = (base, random) => {
  const clients = [...base.store.clients.keys()]
  return random.pick<() => Uint8Array>([
    () => forge(random, clients),
    () => writeHostile(base, random),
    () => mutate(editOf(base, random), random, editOf(base, random)),
    // Under a colleague's client id, at clocks that the colleague has not used yet.
    () => editOf(base, random, clients.length > 0 ? random.pick(clients) : 1),
  ])()
}
const frames: Attack[] = [
  (base, random) => encodeUpdate(anUpdate(base, random)),
  (base, random) => encodeUpdate(anUpdate(base, random)),
  (base, random) => encodeStep2(anUpdate(base, random)),
  (base, random) => mutate(encodeUpdate(editOf(base, random)), random, encodeStep1(random.bytes(3))),
  (base, random) => encodeStep1(mutate(Y.encodeStateVector(base), random, random.bytes(9))),
  (base, random) => encodeAwareness(mutate(aPresence(base), random, random.bytes(9))),
  (_, random) => Uint8Array.of(random.below(128), ...random.bytes(random.below(40))),
  (_, random) => Uint8Array.of(0, random.below(4), 255, 255, 255, 255, 255, 255, 255, 15),
]

/** A hostile member at the native door who always comes back. */
const openAttacker = async (place: Parameters<typeof openRaw>[0]) => {
  let client: RawClient = await openRaw(place)
  return {
    send: async (frame: Uint8Array, random: Random) => {
      if (client.closes.length > 0 || random.chance(0.02)) {
        client.close()
        client = await openRaw(place)
      }
      if (random.chance(0.005)) client.socket.send('words instead of bytes')
      client.send(frame)
    },
    close: () => client.close(),
  }
}

const aHostileText = (random: Random): string => {
  const text = random.pick([
    '[2,["disconnect"]]',
    '[0,{}]',
    '[4,"x"]',
    '[1]',
    '[3,[]]',
    '51-["tunnel",{}]',
    '{"a":1}',
  ])
  return text.slice(0, random.chance(0.3) ? random.below(text.length) : undefined)
}

/** The same through the tunnel: whole frames on a channel, and packets that are none. */
const attackTunnel = ({ socket }: Line, name: string, frame: Uint8Array, random: Random): void => {
  const channel = 1 + random.below(3)
  const packet = random.pick([
    () => encodeRecord({ kind: 'open', channel: 1 + random.below(1_000), name }),
    () => encodeRecord({ kind: random.pick(['frame', 'part']), channel, bytes: frame }),
    () => mutate(encodeRecord({ kind: 'frame', channel, bytes: frame }), random, frame),
    () => random.bytes(random.below(30)),
  ])()
  socket.emit(TUNNEL_EVENT, packet)
  // Ends the line, which comes back.
  if (random.chance(0.02) && socket.connected) socket.io.engine.write(aHostileText(random))
}

/** Somebody who writes on, word by word, and knows what was acknowledged. */
const openHonest = async (place: Parameters<typeof openRaw>[0]) => {
  const client = await openRaw(place)
  await client.join()
  let words = 0
  const write = async () => {
    const update = client.write((doc) => {
      const text = new Y.XmlText(`слово ${++words}`)
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [text])
      doc.getXmlFragment('body').push([paragraph])
    })
    client.sendUpdate(update)
    await until(() => client.acknowledged() === words, `word ${words}`)
  }
  return { client, write }
}

test(`G1: ${FRAMES} hostile frames at both doors: the process lives, nobody is disturbed, nothing unfit is stored`, () =>
  withSeed(async (random) => {
    const [attacked, quiet] = [
      await aTown({ url, deps: { db: database.db } }),
      await aTown({ url, deps: { db: database.db } }),
    ]
    const place = async (town: typeof attacked) => ({
      url,
      cookie: (await town.someone('member')).cookie,
      documentName: town.documentName,
    })
    const enemy = await place(attacked)
    const attackers = [await openAttacker(enemy), await openAttacker(enemy)]
    const line = openLine(url, enemy.cookie)
    const [victim, neighbour] = [
      await openHonest(await place(attacked)),
      await openHonest(await place(quiet)),
    ]
    await victim.write()
    const processId = must(server.process.pid, 'a running server')
    const before = memoryOf(processId)
    for (let sent = 1; sent <= FRAMES; sent++) {
      const frame = random.pick(frames)(victim.client.doc, random)
      if (random.chance(0.7)) await random.pick(attackers).send(frame, random)
      else attackTunnel(line, attacked.documentName, frame, random)
      if (sent % 100 === 0) await Promise.all([victim.write(), neighbour.write()])
    }
    await Promise.all([victim.write(), neighbour.write()])
    expect([victim.client.closes, neighbour.client.closes]).toEqual([[], []])
    expect(server.process.exitCode, server.output()).toBeNull()
    for (const attacker of attackers) attacker.close()
    line.close()
    const stock = openNative(await place(attacked))
    await stock.synced
    const stored = async () =>
      replay((await readRows(database.db, attacked.document.id, 0)).flatMap((row) => row.updates))
    for (const { doc } of [stock, victim.client])
      await until(async () => areSame(doc, await stored()), 'what is stored on every screen')
    expect(faultsIn(await stored())).toEqual([])
    expect(memoryOf(processId) - before).toBeLessThan(GROWTH_MAX_MB)
    for (const one of [victim.client, neighbour.client, stock]) one.close()
  }))

test('G11: 18 MB end a connection with 4413 and disturb no neighbour', async () => {
  const town = await aTown({ url, deps: { db: database.db } })
  const place = { url, cookie: (await town.someone('member')).cookie, documentName: town.documentName }
  const [enemy, honest] = [await openRaw(place), await openHonest(place)]
  enemy.send(encodeUpdate(new Uint8Array(18 * 1024 * 1024)))
  await honest.write()
  await until(() => enemy.closes.length > 0, 'an end')
  expect(enemy.closes.map(({ code }) => code)).toEqual([4413])
  await honest.write()
  honest.client.close()
})

test('G14: an update under two thousand client ids is refused at once', async () => {
  const town = await aTown({ url, deps: { db: database.db } })
  const place = { url, cookie: (await town.someone('member')).cookie, documentName: town.documentName }
  const { client } = await openHonest(place)
  const updates = Array.from({ length: 2_000 }, (_, index) => {
    const doc = new Y.Doc()
    doc.clientID = index + 1
    doc.getXmlFragment('body').insert(0, [new Y.XmlElement('paragraph')])
    return Y.encodeStateAsUpdate(doc)
  })
  client.sendUpdate(Y.mergeUpdates(updates))
  await until(() => client.rejected().length > 0, 'a rejection')
  expect(client.rejected()).toEqual([[1, 'tooLarge']])
  client.close()
})
