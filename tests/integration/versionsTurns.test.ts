import { must } from 'shared/must'
import type { Authorship, VersionOutput } from 'shared/versions/outputs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/server.ts'
import { aTeam, firstText } from '../support/team.ts'
import { until } from '../support/clients.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const WORDS = 'слово за словом '.repeat(30_000)

/** A document of two people that takes a while to read, with one version under a name. */
const aLongStory = async () => {
  const team = await aTeam(server, 2)
  const id = await team.aDocument()
  const [one, other] = [must(team.people[0], 'a person'), must(team.people[1], 'another')]
  const client = one.open(id)
  await client.synced
  firstText(client.doc).insert(0, WORDS)
  const isThere = async () =>
    (await server.deps.sql`select from document where id = ${id} and bytes > ${WORDS.length}`).length > 0
  await until(isThere, 'the words in the log')
  client.close()
  await one.ask('POST', `/documents/${id}/versions`, { name: 'первая' })
  const [version] = await one.ask<VersionOutput[]>('GET', `/documents/${id}/versions`)
  return { id, one, other, version: must(version, 'a version').id }
}

describe('V11: what one person wants to know of histories', () => {
  test('has its turns beside what others want; too much at once is asked to come again', async () => {
    const { id, one, other, version } = await aLongStory()
    const all = Array.from({ length: 30 }, () => one.send('GET', `/documents/${id}/versions/${version}`))
    const beside = other.send('GET', `/documents/${id}/versions/${version}`)
    const answers = (await Promise.all(all)).map(({ status }) => status)
    expect((await beside).status).toBe(200)
    expect(answers).toContain(200)
    expect(answers).toContain(503)
    expect(new Set(answers)).toEqual(new Set([200, 503]))
    expect((await one.send('GET', `/documents/${id}/versions/${version}`)).status).toBe(200)
  })

  test('is read once for all who ask at once who wrote a document', async () => {
    const { id, one, other } = await aLongStory()
    const who = await Promise.all(
      [one, other, one].map((person) => person.ask<Authorship>('GET', `/documents/${id}/authorship`)),
    )
    expect(who[0]?.body[0]?.runs).toEqual([expect.objectContaining({ text: WORDS, author: 0 })])
    expect([who[1], who[2]]).toEqual([who[0], who[0]])
  })

  test('and names for ever is bounded in a minute', async () => {
    const team = await aTeam(server, 1)
    const id = await team.aDocument()
    const person = must(team.people[0], 'a person')
    const answers: number[] = []
    for (let n = 0; n < 22; n++)
      answers.push((await person.send('POST', `/documents/${id}/versions`, { name: `версия ${n}` })).status)
    expect(answers.slice(0, 20)).toEqual(Array(20).fill(201))
    expect(answers.at(-1)).toBe(503)
  })
})
