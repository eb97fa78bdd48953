import { addDays, type Day } from 'shared/roadmaps/day'
import type { BodyNode } from 'shared/documents/body'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readMunicipalDay } from 'db/queries/today'
import { aCommunity, aMember } from '../factories/community.ts'
import { aPerson } from '../factories/person.ts'
import { aSchool } from '../factories/school.ts'
import { until } from '../support/clients.ts'
import { signIn, type Person } from '../support/person.ts'
import { openRaw } from '../support/raw.ts'
import { startServer, type TestServer } from '../support/server.ts'
import * as Y from 'yjs'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ settings: { LOG_LEVEL: 'error' } })
})
afterAll(() => server.stop())

const aTeacher = async (communityId: string, role: 'leader' | 'member' | 'observer' = 'member') => {
  const { db } = server.deps
  const school = await aSchool(db)
  const person = await aPerson(db, { schoolIds: [school.id] })
  await aMember(db, { personId: person.id, communityId, role })
  return { her: await signIn(server, person.email), school, person }
}
const read = async <T>(who: Person, path: string): Promise<T> => (await who.send('GET', path)).json() as T
const make = async (who: Person, communityId: string, title: string): Promise<string> => {
  const made = await who.send('POST', `/communities/${communityId}/documents`, { kind: 'note', title })
  return ((await made.json()) as { id: string }).id
}
const write = async (who: Person, documentId: string, words: string): Promise<void> => {
  const client = await openRaw({ url: server.url, cookie: who.cookie, documentName: documentId })
  await client.join()
  client.sendUpdate(
    client.write((doc) => {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(words)])
      doc.getXmlFragment('body').push([paragraph])
    }),
  )
  await until(() => client.acknowledged() === 1, 'the words')
  client.close()
}
const words = (node: BodyNode): string => (node.text ?? '') + (node.content ?? []).map(words).join('')

test('a community begins documents with what it made a template; its placeholders are filled for who begins', async () => {
  const { id } = await aCommunity(server.deps.db)
  const [leader, colleague] = [await aTeacher(id, 'leader'), await aTeacher(id)]
  const origin = await make(leader.her, id, 'Отчёт о встрече')
  await write(leader.her, origin, '{школа}, {автор}, {дата}, {учебный год}, {x > 0}')
  expect((await leader.her.send('PUT', `/documents/${origin}/template`)).status).toBe(200)
  expect((await leader.her.send('PUT', `/documents/${origin}/template`)).status).toBe(200)
  expect(await read(colleague.her, `/communities/${id}/templates`)).toEqual([
    { id: origin, title: 'Отчёт о встрече', kind: 'note', madeBy: expect.any(String) as unknown },
  ])
  expect(await read(colleague.her, `/documents/${origin}/lineage`)).toMatchObject({ isTemplate: true })

  const begun = await colleague.her.send('POST', `/communities/${id}/copies`, { origin, title: 'Наш отчёт' })
  const copy = ((await begun.json()) as { id: string }).id
  const { body } = await read<{ body: BodyNode }>(colleague.her, `/documents/${copy}/content`)
  const day = (await readMunicipalDay(server.deps.db, new Date())) as Day
  const [year, month, date] = day.split('-')
  const began = Number(addDays(day, 122).slice(0, 4)) - 1
  const { lastName } = colleague.person
  expect(words(body).replaceAll('\u00a0', ' ')).toMatch(
    new RegExp(
      `^${colleague.school.shortName}, ${lastName} .+, ${date}\\.${month}\\.${year}, ${began}/${began + 1}, \\{x > 0\\}$`,
    ),
  )
  const { body: untouched } = await read<{ body: BodyNode }>(leader.her, `/documents/${origin}/content`)
  expect(words(untouched)).toContain('{школа}')

  await leader.her.send('DELETE', `/documents/${origin}/template`)
  expect(await read(colleague.her, `/communities/${id}/templates`)).toEqual([])
  const later = await colleague.her.send('POST', `/communities/${id}/copies`, { origin, title: 'Как есть' })
  const same = ((await later.json()) as { id: string }).id
  const { body: asIs } = await read<{ body: BodyNode }>(colleague.her, `/documents/${same}/content`)
  expect(words(asIs)).toContain('{школа}')
})

test('who made a document or leads may make it a template, nobody else; one in the trash is none', async () => {
  const { id } = await aCommunity(server.deps.db)
  const [leader, maker, other] = [await aTeacher(id, 'leader'), await aTeacher(id), await aTeacher(id)]
  const observer = await aTeacher(id, 'observer')
  const origin = await make(maker.her, id, 'План встречи')
  const path = `/documents/${origin}/template`
  expect((await other.her.send('PUT', path)).status).toBe(403)
  expect((await observer.her.send('GET', `/communities/${id}/templates`)).status).toBe(403)
  expect((await maker.her.send('PUT', path)).status).toBe(200)
  expect((await other.her.send('DELETE', path)).status).toBe(403)
  await leader.her.send('DELETE', `/documents/${origin}`)
  expect(await read(other.her, `/communities/${id}/templates`)).toEqual([])
})
