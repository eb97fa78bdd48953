import { afterAll, beforeAll, expect, test } from 'vitest'
import { openNative, until } from '../support/clients.ts'
import { addParagraph, openRaw } from '../support/raw.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ roomLimits: { tailRows: 3 } })
})
afterAll(() => server.stop())

const figures = async (): Promise<Map<string, number>> => {
  const text = await (await fetch(`${server.url}/metrics`)).text()
  const lines = text.split('\n').filter((line) => line.startsWith('krug_'))
  return new Map(lines.map((line) => [line.replace(/ \S+$/, ''), Number(/\S+$/.exec(line)?.[0])]))
}

test('the engine tells how it does: rooms, commits, answers, refusals by reason, compactions, memory', async () => {
  const town = await aTown(server)
  const member = await town.someone('member')
  const observer = await town.someone('observer')
  const place = { url: server.url, documentName: town.documentName }
  const before = await figures()
  const writer = await openRaw({ ...place, cookie: member.cookie })
  const reader = await openRaw({ ...place, cookie: observer.cookie })
  for (const client of [writer, reader]) await client.join()
  for (let n = 1; n <= 5; n++) {
    writer.sendUpdate(writer.write(addParagraph(`абзац ${n}`)))
    await until(() => writer.acknowledged() === n, `n = ${n}`)
  }
  reader.sendUpdate(writer.write(addParagraph('чужое')))
  writer.sendUpdate(Uint8Array.of(9, 9, 9))
  await until(() => reader.rejected().length === 1 && writer.rejected().length === 1, 'two refusals')
  await until(async () => (await figures()).get('krug_compaction_seconds_count') === 1, 'a full state')

  const after = await figures()
  const grown = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0)
  expect(grown('krug_rooms')).toBe(1)
  expect(grown('krug_connections')).toBe(2)
  expect(grown('krug_log_rows_total')).toBe(5)
  expect(grown('krug_commit_seconds_count')).toBe(5)
  expect(grown('krug_refusals_total{reason="readOnly"}')).toBe(1)
  expect(grown('krug_refusals_total{reason="malformed"}')).toBe(1)
  expect(after.get('krug_room_bytes')).toBeGreaterThan(1_000)
  for (const name of [
    'krug_queued_bytes',
    'krug_open_frames',
    'krug_lagging_connections',
    'krug_stalled_rooms',
  ])
    expect(after.get(name), name).toBe(0)
  for (const client of [writer, reader]) client.close()
  await until(
    async () => (await figures()).get('krug_connections') === before.get('krug_connections'),
    'nobody',
  )
})

test('nobody is named in the figures', async () => {
  const town = await aTown(server)
  const { cookie } = await town.someone('member')
  const client = openNative({ url: server.url, cookie, documentName: town.documentName })
  await client.synced
  client.text.insert(0, 'слова')
  await until(async () => ((await figures()).get('krug_log_rows_total') ?? 0) > 0, 'a row')
  const text = await (await fetch(`${server.url}/metrics`)).text()
  expect(text).not.toContain(town.document.id)
  expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7/)
  client.close()
})
