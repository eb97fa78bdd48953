import { must } from 'shared/must'
import { expect, onTestFinished, test, vi } from 'vitest'
import { areEqual, until } from '../support/clients.ts'
import { freshDatabase } from '../support/database.ts'
import { NODES_SECRET } from '../support/nodes.ts'
import { addParagraph, openRaw, wordsOf } from '../support/raw.ts'
import { startRedis } from '../support/redis.ts'
import { startServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'
import { openPostgresWire } from '../support/wire.ts'

vi.setConfig({ testTimeout: 120_000 })

/** Two nodes; the second reaches Postgres by a wire that can be cut. */
const startWired = async () => {
  const database = await freshDatabase()
  const redis = await startRedis()
  const wire = await openPostgresWire(database.url)
  const settings = { SECRET: NODES_SECRET, REDIS_URL: redis.url }
  const roomLimits = { pollMs: 300, pollAnswerMs: 300, cutOffMs: 600, answerMs: 3_000 }
  const well = await startServer({ databaseUrl: database.url, settings, roomLimits })
  const wired = await startServer({ databaseUrl: wire.url, settings, roomLimits })
  onTestFinished(async () => {
    wire.mend()
    await wired.stop()
    await well.stop()
    wire.close()
    await redis.kill()
    await database.drop()
  })
  return { well, wired, wire, database }
}

test('K3: a node that is cut off from Postgres acknowledges nothing and says so, readers hear it too; mended, all of it arrives', async () => {
  const { well, wired, wire, database } = await startWired()
  const town = await aTown(well)
  const [one, other] = [await town.someone('member'), await town.someone('member')]
  const reading = await town.someone('observer')
  const at = (url: string, { cookie }: { cookie: string }) => ({
    url,
    cookie,
    documentName: town.documentName,
  })
  const mine = await openRaw(at(well.url, one))
  const hers = await openRaw(at(wired.url, other))
  const reader = await openRaw(at(wired.url, reading))
  const all = [mine, hers, reader]
  for (const raw of all) await raw.join()
  hers.sendUpdate(hers.write(addParagraph('до')))
  await until(() => hers.acknowledged() === 1 && wordsOf(reader.doc).includes('до'), 'words')

  wire.cut()
  await until(() => [hers, reader].every((raw) => raw.statuses().at(-1) === false), 'the node says so')
  const said = performance.now()
  for (let n = 0; n < 10; n++) {
    hers.sendUpdate(hers.write(addParagraph(`отрезано ${n}.`)))
    mine.sendUpdate(mine.write(addParagraph(`дальше ${n}.`)))
  }
  await until(() => mine.acknowledged() === 10, 'the other node goes on')
  await until(() => performance.now() - said > 4_000, 'a while')
  expect(hers.acknowledged()).toBe(1)
  expect(wordsOf(reader.doc)).not.toContain('отрезано')
  expect(wordsOf(mine.doc)).not.toContain('отрезано')
  expect((await fetch(`${wired.url}/readyz`)).status).toBe(503)
  expect(mine.statuses()).toEqual([])

  wire.mend()
  await until(() => hers.acknowledged() === 11, 'acknowledgements', 60_000)
  await until(() => areEqual(mine.doc, hers.doc) && areEqual(mine.doc, reader.doc), 'equal screens')
  await until(() => [hers, reader].every((raw) => raw.statuses().at(-1) === true), 'all is well again')
  const rows = await database.sql<{ seq: number }[]>`
    select seq::int from document_update where document_id = ${town.document.id} order by seq`
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
  expect(wordsOf(must(all[0], 'mine').doc).split('<paragraph>').length - 1).toBe(21)
  for (const raw of all) raw.close()
})
