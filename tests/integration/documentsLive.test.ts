import { readFileSync } from 'node:fs'
import type { BodyNode } from 'shared/documents/body'
import { textOf } from 'shared/documents/minutes'
import type { Today } from 'shared/today/outputs'
import * as Y from 'yjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCommunity, aMember } from '../factories/community.ts'
import { aPerson } from '../factories/person.ts'
import { areEqual, openNative, until, type RoomClient } from '../support/clients.ts'
import { signIn } from '../support/person.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const someone = async (communityId: string, role: 'leader' | 'member' = 'member') => {
  const person = await aPerson(server.deps.db)
  await aMember(server.deps.db, { communityId, personId: person.id, role })
  const session = await signIn(server, person.email)
  const open = (documentName: string) => openNative({ url: server.url, cookie: session.cookie, documentName })
  const read = async <T>(path: string) => (await (await session.send('GET', path)).json()) as T
  return { ...session, open, read }
}

/** A community and the people who write in it; the first of them leads. */
const aTeam = async (size: number) => {
  const { id: communityId } = await aCommunity(server.deps.db)
  const people = [await someone(communityId, 'leader')]
  while (people.length < size) people.push(await someone(communityId))
  const [leader] = people
  if (!leader) throw new Error('a team has a leader')
  return { communityId, leader, people }
}

type Content = { body: BodyNode; fields: Record<string, string | null> }

const agree = (clients: readonly RoomClient[]) =>
  until(
    () => clients.every(({ doc }) => clients[0] && areEqual(doc, clients[0].doc)),
    'equal documents everywhere',
  )

describe('a lesson plan just made', () => {
  it('takes the first words of two people in the same field and the same cell', async () => {
    const { communityId, leader, people } = await aTeam(2)
    const made = await leader.send('POST', `/communities/${communityId}/documents`, {
      kind: 'lessonPlan',
      title: 'Теорема Виета',
      template: 'lesson.plan',
    })
    const { id } = (await made.json()) as { id: string }
    const clients = people.map((person) => person.open(id))
    await Promise.all(clients.map(({ synced }) => synced))
    for (const [index, { doc }] of clients.entries()) {
      const topic = doc.getMap('fields').get('topic')
      if (topic instanceof Y.Text) topic.insert(0, `тема${index} `)
      const table = doc.getXmlFragment('body').get(0) as Y.XmlElement
      const cell = (table.get(4) as Y.XmlElement).get(1) as Y.XmlElement
      const paragraph = cell.get(0) as Y.XmlElement
      paragraph.insert(0, [new Y.XmlText(`ячейка${index} `)])
    }
    await agree(clients)
    const written = async () => {
      const { body, fields } = await leader.read<Content>(`/documents/${id}/content`)
      return [0, 1].every(
        (index) => fields['topic']?.includes(`тема${index}`) && textOf(body).includes(`ячейка${index}`),
      )
    }
    await until(written, 'both people’s words in the log')
    const today = await people[1]?.read<Today>('/today')
    expect(today?.since).toEqual([])
    for (const client of clients) client.close()
  })
})

describe('an imported programme', () => {
  it('is written by three people at once', async () => {
    const { communityId, leader, people } = await aTeam(3)
    const form = new FormData()
    const file = readFileSync(new URL('../fixtures/import/municipal-programme.txt', import.meta.url))
    form.append('file', new File([file], 'municipal-programme.txt'))
    const headers = { origin: server.url, cookie: leader.cookie }
    const address = `${server.url}/api/communities/${communityId}/documents/import`
    const answer = await fetch(address, { method: 'POST', headers, body: form })
    expect(answer.status).toBe(201)
    const { id } = (await answer.json()) as { id: string }
    const before = textOf((await leader.read<Content>(`/documents/${id}/content`)).body)
    const clients = people.map((person) => person.open(id))
    await Promise.all(clients.map(({ synced }) => synced))
    for (let round = 0; round < 5; round += 1)
      for (const [index, { text }] of clients.entries()) text.insert(text.length, ` ${index}${round}`)
    await agree(clients)
    const marks = clients.flatMap((_, index) => [0, 1, 2, 3, 4].map((round) => ` ${index}${round}`))
    const whole = async () => {
      const now = textOf((await leader.read<Content>(`/documents/${id}/content`)).body)
      return marks.every((mark) => now.includes(mark)) && now.length === before.length + marks.length * 3
    }
    await until(whole, 'all words of all three, and the whole programme')
    for (const client of clients) client.close()
  })
})

describe('a document put into the trash', () => {
  it('closes for who is writing in it, and opens again when it is brought back', async () => {
    const { communityId, leader, people } = await aTeam(2)
    const made = await leader.send('POST', `/communities/${communityId}/documents`, {
      kind: 'note',
      title: 'Заметка',
    })
    const { id } = (await made.json()) as { id: string }
    const writer = people[1]?.open(id)
    await writer?.synced
    expect((await leader.send('DELETE', `/documents/${id}`)).status).toBe(200)
    await until(() => (writer?.closes.length ?? 0) > 0, 'the room to close')
    expect(writer?.closes[0]?.code).toBe(4404)
    writer?.close()
    await leader.send('POST', `/documents/${id}/restore`)
    const again = people[1]?.open(id)
    await again?.synced
    expect(again?.doc.getXmlFragment('body').length).toBe(1)
    again?.close()
  })
})
