import type { Field } from 'shared/documents/field'
import { documentFields } from 'shared/documents/fields'
import { documentKinds, isFormKind, templateCodes, templateKinds } from 'shared/documents/kinds'
import { textOf } from 'shared/documents/minutes'
import type { NamedParties } from 'shared/documents/outputs'
import type { HeaderFields } from 'shared/documents/headerFields'
import type { BodyNode } from 'shared/documents/body'
import { must } from 'shared/must'
import { formBody } from 'shared/templates/forms'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { until } from '../support/clients.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTeam } from '../support/team.ts'

let server: TestServer
let team: Awaited<ReturnType<typeof aTeam>>
beforeAll(async () => {
  server = await startServer()
  team = await aTeam(server, 2)
})
afterAll(() => server.stop())

type Content = { body: BodyNode; fields: HeaderFields }

const forms = documentKinds.filter(isFormKind)
const templateOf = (kind: string) =>
  must(
    templateCodes.find((code) => templateKinds[code] === kind),
    kind,
  )

/** What `writer` puts into a field of this shape: her own words and entries stand beside her colleague's. */
const write = (doc: Y.Doc, field: Field, writer: { number: number; personId: string }): void => {
  const fields = doc.getMap('fields')
  const held = fields.get(field.name)
  if (held instanceof Y.Text) held.insert(0, `слово${writer.number} `)
  if (held instanceof Y.Map && field.shape === 'set') {
    const id = field.of === 'directions' ? `N${writer.number + 1}` : writer.personId
    held.set(id, true)
  }
  if (field.shape === 'choice') fields.set(field.name, field.choices[0])
  if (field.shape === 'day') fields.set(field.name, '2026-11-22')
}

const isOfBoth = (field: Field, value: HeaderFields[string] | undefined): boolean => {
  if (field.shape === 'text')
    return [0, 1].every((number) => JSON.stringify(value).includes(`слово${number}`))
  if (field.shape === 'set') return value?.length === 2
  return value === (field.shape === 'day' ? '2026-11-22' : field.choices[0])
}

describe('a form', () => {
  it.each(forms)('of %s is filled by two people at once and read back', async (kind) => {
    const { communityId, leader, people } = team
    const wish = { kind, title: 'Бланк', template: templateOf(kind), locale: 'ru' }
    const { id } = await leader.ask<{ id: string }>('POST', `/communities/${communityId}/documents`, wish)
    const clients = people.map((person) => person.open(id))
    await Promise.all(clients.map(({ synced }) => synced))
    for (const [number, { doc }] of clients.entries())
      doc.transact(() => {
        for (const field of documentFields[kind])
          write(doc, field, { number, personId: must(people[number], 'a writer').id })
      })
    const read = () => must(people[1], 'a reader').ask<Content>('GET', `/documents/${id}/content`)
    const isWritten = async () => {
      const { fields } = await read()
      return documentFields[kind].every((field) => isOfBoth(field, fields[field.name]))
    }
    await until(isWritten, 'what both wrote, in the log')
    expect(textOf((await read()).body)).toBe(textOf(formBody(kind, 'ru')))
    for (const client of clients) client.close()
  })

  it('names people of its community and those its header names already, and nobody else', async () => {
    const { communityId, leader, people } = await aTeam(server, 2)
    const stranger = must((await aTeam(server, 1)).people[0], 'a stranger')
    const gone = must(people[1], 'a member')
    const wish = { kind: 'minutes', title: 'Протокол', template: 'minutes' }
    const { id } = await leader.ask<{ id: string }>('POST', `/communities/${communityId}/documents`, wish)
    const client = leader.open(id)
    await client.synced
    for (const personId of [gone.id, stranger.id])
      (client.doc.getMap('fields').get('present') as Y.Map<unknown>).set(personId, true)
    const present = async () =>
      (await leader.ask<Content>('GET', `/documents/${id}/content`)).fields['present']?.length === 2
    await until(present, 'the names in the log')
    await leader.ask('DELETE', `/communities/${communityId}/members/${gone.id}`)
    const named = (await leader.ask<NamedParties>('GET', `/documents/${id}/parties`)).people
    expect(named.map((person) => [person.id, person.isMember]).sort()).toEqual(
      [
        [leader.id, true],
        [gone.id, false],
      ].sort(),
    )
    client.close()
  })
})
