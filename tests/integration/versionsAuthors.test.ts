import { addAction } from 'shared/roadmaps/change'
import { findRow } from 'shared/roadmaps/open'
import { must } from 'shared/must'
import type { Authorship } from 'shared/versions/outputs'
import { newId } from 'db/id'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type * as Y from 'yjs'
import { areEqual, until } from '../support/clients.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTeam } from '../support/team.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const titleOf = (doc: Y.Doc, id: string) => findRow(doc, id)?.get('title') as Y.Text

test('V7: a row’s texts are told by their writers, and stay theirs when somebody else brings the row back', async () => {
  const { leader, people, aDocument } = await aTeam(server, 3)
  const id = await aDocument('roadmap')
  const clients = people.map((person) => person.open(id))
  await Promise.all(clients.map(({ synced }) => synced))
  const [one, other] = [must(clients[1], 'a client'), must(clients[2], 'a client')]
  const action = newId()
  addAction(one.doc, { title: 'Семинар', stage: 'jointActivity' }, { id: action })
  await until(() => findRow(other.doc, action) !== null, 'the row')
  titleOf(other.doc, action).insert(7, ' в Кедровке')
  await until(() => titleOf(one.doc, action).toJSON().endsWith('Кедровке'), 'the words')
  const kept = await leader.ask<{ id: string }>('POST', `/documents/${id}/versions`, { name: 'план' })
  const rows = one.doc.getArray('rows')
  rows.delete(0, rows.length)
  await until(() => other.doc.getArray('rows').length === 0, 'the deletion')
  await leader.ask('POST', `/documents/${id}/versions/${kept.id}/restore`)
  await until(() => areEqual(one.doc, other.doc) && findRow(one.doc, action) !== null, 'the row again')
  const told = await leader.ask<Authorship>('GET', `/documents/${id}/authorship`)
  const title = told.rows.find(({ row, cell }) => row === action && cell === 'title')
  const named = title?.runs.map(({ text, author }) => [
    text,
    author === null ? null : told.authors[author]?.id,
  ])
  expect(named).toEqual([
    ['Семинар', people[1]?.id],
    [' в Кедровке', people[2]?.id],
  ])
  for (const client of clients) client.close()
})
