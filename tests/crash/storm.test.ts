import { seedDocument } from 'db/queries/log'
import { must } from 'shared/must'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { openSocketClient } from '../load/socketClient.ts'
import { aDocument } from '../factories/document.ts'
import { until } from '../support/clients.ts'
import { freshDatabase } from '../support/database.ts'
import { spawnServer } from '../support/process.ts'
import { createRandom, seedOf } from '../support/random.ts'
import { addParagraph, openRaw } from '../support/raw.ts'
import { aTown } from '../support/town.ts'

const isLong = Boolean(process.env.KRUG_TEST_LONG)
const JOINERS = isLong ? 300 : 50
const MEGABYTES = isLong ? 4 : 1
/** Comparing whole documents is the test's own work: one of so many does. */
const LOOKING = 10
const PATIENCE = 120_000

/** None that the system gives to others while the node is down. */
const port = String(30_000 + createRandom(seedOf()).below(2_000))

/** A document of so many megabytes in one row, as an import leaves it. */
const aLongState = (): Uint8Array => {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (let n = 0; n < MEGABYTES * 50; n++) addParagraph(`${n} ${'слово '.repeat(1_800)}`)(doc)
  })
  return Y.encodeStateAsUpdate(doc)
}

/** Comes back again and again until it is let in, as clients do; gives what it was sent. */
const comeBack = async (address: string, cookie: string): Promise<Uint8Array[]> => {
  const end = performance.now() + PATIENCE
  for (;;)
    try {
      const client = await openSocketClient(address, undefined, { cookie })
      const opening = client.opening()
      client.close()
      return opening
    } catch (error) {
      if (performance.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
}

const isWhole = (opening: readonly Uint8Array[], state: Uint8Array): boolean => {
  const doc = new Y.Doc()
  for (const update of opening) Y.applyUpdate(doc, update)
  return Buffer.compare(Y.encodeStateAsUpdate(doc), state) === 0
}

test(`J2: a node is killed under ${JOINERS} readers of ${MEGABYTES} MB: all come back at once, all get all of it, who writes elsewhere goes on`, async ({
  onTestFinished,
}) => {
  const database = await freshDatabase()
  const settings = { DATABASE_URL: database.url, PORT: port }
  let server = spawnServer({ settings })
  onTestFinished(async () => {
    await server.kill('SIGTERM')
    await database.drop()
  })
  const url = await server.ready
  const town = await aTown({ url, deps: { db: database.db } })
  const { cookie } = await town.someone('member')
  // One person alone may not be in a document so often.
  const cookies = [cookie, (await town.someone('member')).cookie]
  const cookieOf = (index: number) => must(cookies[index % cookies.length], 'a cookie')
  const state = aLongState()
  const seeding = { documentId: town.document.id, updates: [state], at: new Date() }
  await database.db.transaction((tx) => seedDocument(tx, seeding))
  const elsewhere = await aDocument(database.db, { communityId: town.community.id, kind: 'lessonPlan' })
  const address = `${url.replace(/^http/, 'ws')}/yjs/${town.documentName}`

  const readers = await Promise.all(
    Array.from({ length: JOINERS }, (_, index) =>
      openSocketClient(address, undefined, { cookie: cookieOf(index) }),
    ),
  )
  await server.kill('SIGKILL')
  for (const reader of readers) reader.close()
  const began = performance.now()
  const back = Array.from({ length: JOINERS }, (_, index) => comeBack(address, cookieOf(index)))
  server = spawnServer({ settings })
  await server.ready
  const up = performance.now()
  const writer = await openRaw({ url, cookie, documentName: elsewhere.id })
  await writer.join()
  for (let n = 1; n <= 20; n++) {
    writer.sendUpdate(writer.write(addParagraph(`слово ${n}`)))
    await until(() => writer.acknowledged() === n, `word ${n}`, PATIENCE)
  }
  writer.close()
  const openings = await Promise.all(back)
  const now = performance.now()
  console.log(
    `all back ${((now - up) / 1_000).toFixed(1)} s after the node was (${((now - began) / 1_000).toFixed(1)} s in all)`,
  )
  const bytes = (opening: readonly Uint8Array[]) => opening.reduce((sum, { length }) => sum + length, 0)
  const sizes = new Set(openings.map(bytes))
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(state.length)
  for (let index = 0; index < JOINERS; index += LOOKING)
    expect(isWhole(must(openings[index], 'an opening'), state)).toBe(true)
})
