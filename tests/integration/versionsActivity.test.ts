import { must } from 'shared/must'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../support/clients.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTeam, firstText, wordsOf } from '../support/team.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const sessionsOf = (documentId: string) => server.deps.sql<{ person_id: string; inserted: number }[]>`
  select person_id, inserted from edit_session where document_id = ${documentId} order by first_seq`

test('V3: who restores brings back what others wrote; it is no writing of hers, also when it is counted again', async () => {
  const { leader, people, aDocument } = await aTeam(server, 2)
  const id = await aDocument()
  const teacher = must(people[1], 'a teacher')
  const writer = teacher.open(id)
  await writer.synced
  const words = 'Разбираем задачи вместе. '.repeat(8)
  firstText(writer.doc).insert(0, words)
  await until(async () => (await wordsOf(leader, `${id}/content`)).startsWith('Разбираем'), 'the words')
  const kept = await leader.ask<{ id: string }>('POST', `/documents/${id}/versions`, { name: 'план' })
  firstText(writer.doc).delete(0, words.length)
  await until(async () => (await wordsOf(leader, `${id}/content`)) === '', 'the deletion')
  await leader.ask('POST', `/documents/${id}/versions/${kept.id}/restore`)
  await until(() => firstText(writer.doc).length === words.length, 'the words again')
  for (const count of [
    () => server.deps.projections.settle(),
    () => server.deps.projections.rebuild('activity'),
  ]) {
    await count()
    expect(await sessionsOf(id)).toEqual([{ person_id: teacher.id, inserted: words.length }])
  }
  writer.close()
})
