import { must } from 'shared/must'
import type { Authorship, VersionContent, VersionOutput, VersionRestored } from 'shared/versions/outputs'
import type { BodyNode } from 'shared/documents/body'
import { paintBody, type Sign } from 'shared/versions/paint'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { aSchool } from '../factories/school.ts'
import { areEqual, until, type RoomClient } from '../support/clients.ts'
import { withSeed, type Random } from '../support/random.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTeam, type Teammate } from '../support/team.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const paragraph = (words: string): Y.XmlElement => {
  const made = new Y.XmlElement('paragraph')
  made.insert(0, [new Y.XmlText(words)])
  return made
}
const bodyOf = (doc: Y.Doc) => doc.getXmlFragment('body')
const textAt = (doc: Y.Doc, index: number) => (bodyOf(doc).get(index) as Y.XmlElement).get(0) as Y.XmlText
const linesOf = (doc: Y.Doc): string[] =>
  bodyOf(doc)
    .toArray()
    .map((block) =>
      (block as Y.XmlElement)
        .toArray()
        .map((text) => (text as Y.XmlText).toJSON())
        .join(''),
    )

const keep = async ({ ask }: Teammate, id: string, name = 'вариант') =>
  (await ask<{ id: string }>('POST', `/documents/${id}/versions`, { name })).id
const restore = ({ ask }: Teammate, id: string, version: string) =>
  ask<VersionRestored>('POST', `/documents/${id}/versions/${version}/restore`)
const linesIn = async ({ ask }: Teammate, id: string, version: string): Promise<string[]> => {
  const { content } = await ask<VersionContent>('GET', `/documents/${id}/versions/${version}`)
  type Block = { content?: { text: string }[] }
  return (content.body.content as Block[]).map((block) =>
    (block.content ?? []).map(({ text }) => text).join(''),
  )
}

/** Everybody shows the same, and it is what the log holds. */
const settle = async (clients: readonly RoomClient[], id: string): Promise<Y.Doc> => {
  const stored = new Y.Doc()
  await until(async () => {
    Y.applyUpdate(stored, await server.deps.rooms.readState(id))
    return clients.every(({ doc }) => areEqual(doc, stored))
  }, 'the same document everywhere')
  return stored
}

const WORDS = ['Цель урока', 'Ход урока', 'Итог', 'Домашнее задание', 'Рефлексия']

/** A note of five lines that three people have open; and its version. */
const aNote = async () => {
  const team = await aTeam(server, 3)
  const id = await team.aDocument()
  const clients = team.people.map((person) => person.open(id))
  await Promise.all(clients.map(({ synced }) => synced))
  const [first] = clients.map(({ doc }) => doc)
  bodyOf(must(first, 'a client')).insert(0, WORDS.map(paragraph))
  await settle(clients, id)
  return { ...team, id, clients, version: await keep(team.leader, id) }
}

const spoil = (doc: Y.Doc): void => {
  bodyOf(doc).delete(1, 2)
  textAt(doc, 0).delete(0, 5)
  bodyOf(doc).insert(2, [paragraph('лишнее')])
}

describe('V3: a restore', () => {
  test('shows everybody what the version said, is the restorer’s edit, and is taken back by a restore', async () => {
    const { leader, people, id, clients, version } = await aNote()
    const restorer = must(people[1], 'a member')
    spoil(must(clients[2], 'a client').doc)
    const spoilt = linesOf(await settle(clients, id))
    const { before, seq } = await restore(restorer, id, version)
    expect(linesOf(await settle(clients, id))).toEqual([...WORDS, ''])
    const [row] = await server.deps.sql<{ person: string }[]>`
      select person_id as person from document_update where document_id = ${id} and seq = ${seq}`
    expect(row?.person).toBe(restorer.id)
    const versions = await leader.ask<VersionOutput[]>('GET', `/documents/${id}/versions`)
    expect(versions.map(({ id: one, kind }) => [one, kind])).toEqual([
      [before, 'beforeRestore'],
      [version, 'named'],
    ])
    await restore(leader, id, must(before, 'a version of what was'))
    expect(linesOf(await settle(clients, id))).toEqual(spoilt)
    for (const client of clients) client.close()
  })

  test('V5: keeps every word that others commit after it looked', async () => {
    const { leader, id, clients, version } = await aNote()
    const [, ...writers] = clients
    let typed = 0
    const type = () => {
      for (const { doc } of writers) {
        const line = linesOf(doc).findIndex((words) => words.startsWith(typed % 2 ? 'Цель' : 'Домашнее'))
        const text = textAt(doc, Math.max(0, line))
        text.insert(text.length, `[${typed++}]`)
      }
    }
    const typing = setInterval(type, 5)
    await until(() => typed > 40, 'some words')
    bodyOf(must(writers[0], 'a writer').doc).delete(1, 2)
    await until(() => typed > 80, 'more words')
    const { before } = await restore(leader, id, version)
    await until(() => typed > 160, 'words after it')
    clearInterval(typing)
    const doc = await settle(clients, id)
    const tokensOf = (lines: readonly string[]) => lines.join('').match(/\[\d+\]/gu) ?? []
    const seen = new Set(tokensOf(await linesIn(leader, id, must(before, 'a version of what was'))))
    const all = Array.from({ length: typed }, (_, index) => `[${index}]`)
    expect(tokensOf(linesOf(doc)).sort()).toEqual(all.filter((token) => !seen.has(token)).sort())
    expect(seen.size).toBeGreaterThan(0)
    expect(linesOf(doc).map((line) => line.replace(/\[\d+\]/gu, ''))).toEqual([...WORDS, ''])
    for (const client of clients) client.close()
  })

  test('V6: asked for five times at once, writes once', async () => {
    const { people, id, clients, version } = await aNote()
    spoil(must(clients[1], 'a client').doc)
    await settle(clients, id)
    const answers = await Promise.all(
      [0, 1, 2, 0, 1].map((person) => restore(must(people[person], 'somebody'), id, version)),
    )
    expect(answers.filter(({ before }) => before !== null)).toHaveLength(1)
    expect(linesOf(await settle(clients, id))).toEqual([...WORDS, ''])
    for (const client of clients) client.close()
  })
})

/** Letters of nobody else: a person has some for each of her two schools. */
const letters = ['αβγδεζ', 'ικλμνξ', 'ԱԲԳԴԵԶ', 'ՀՁՂՃՄՅ', 'აბგდევ', 'ლმნოპჟ'].map((word) => Array.from(word))

type Hand = { client: RoomClient; letters: string[] }

const textsOf = (doc: Y.Doc): (Y.XmlText | Y.Text)[] => {
  const below = (node: Y.XmlFragment): Y.XmlText[] =>
    node.toArray().flatMap((child) => (child instanceof Y.XmlText ? [child] : below(child as Y.XmlElement)))
  const topic = doc.getMap('fields').get('topic')
  return [...below(bodyOf(doc)), ...(topic instanceof Y.Text ? [topic, topic] : [])]
}

const write = ({ client: { doc }, letters: own }: Hand, random: Random): void => {
  const text = random.pick(textsOf(doc))
  const at = random.below(text.length + 1)
  const deed = random.below(10)
  if (deed < 6) text.insert(at, Array.from({ length: 1 + random.below(4) }, () => random.pick(own)).join(''))
  else if (deed < 8) text.delete(Math.min(at, text.length), Math.min(random.below(6), text.length - at))
  else if (deed === 8) bodyOf(doc).insert(random.below(bodyOf(doc).length + 1), [paragraph(random.pick(own))])
  else if (bodyOf(doc).length > 3) bodyOf(doc).delete(random.below(bodyOf(doc).length), 1)
}

/** What an overlay draws: every character of the body with the author it is marked as. */
const painted = ({ content, body }: Authorship): { text: string; author: number | null }[] => {
  const below = (node: BodyNode): { text: string; author: number | null }[] => {
    const mark = node.marks?.find(({ type }) => type === 'author')
    const own =
      node.text === undefined ? [] : [{ text: node.text, author: Number(mark?.attrs?.author ?? NaN) }]
    return [...own, ...(node.content ?? []).flatMap(below)]
  }
  const sign: Sign = ({ author }) => ({ type: 'author', attrs: { author: author ?? -1 } })
  return below(paintBody(content.body as BodyNode, body, sign)).map(({ text, author }) => ({
    text,
    author: author === -1 ? null : author,
  }))
}

/** For every character who the log must say wrote it: its letter tells; other letters came with the template. */
const checkAuthors = (authorship: Authorship, writers: readonly string[]): number => {
  const { authors, body, fields } = authorship
  let checked = 0
  for (const { runs } of [...body, ...fields, { runs: painted(authorship) }])
    for (const { text, author } of runs) {
      const named = author === null ? undefined : authors[author]
      const said = named ? `${named.id} ${named.schoolId}` : 'nobody'
      for (const letter of text) {
        const hand = letters.findIndex((own) => own.includes(letter))
        expect(said, `«${letter}» in «${text}»`).toBe(writers[hand] ?? 'nobody')
        checked++
      }
    }
  return checked
}

const ROUNDS = process.env.KRUG_TEST_LONG ? 600 : 60

test(
  'V7: every character is whose it is, though three people of two schools each write, erase and restore at once',
  () =>
    withSeed(async (random) => {
      const schools = [await aSchool(server.deps.db), await aSchool(server.deps.db)].map(({ id }) => id)
      const { people, leader, aDocument } = await aTeam(server, 3, schools)
      const id = await aDocument('lessonPlan')
      const writers = people.flatMap((person) => schools.map((school) => `${person.id} ${school}`))
      const versions = [await keep(leader, id)]
      const take = async (person: number, school: number): Promise<Hand> => {
        const teammate = must(people[person], 'a person')
        await teammate.ask('PUT', '/me/workplace', { schoolId: schools[school] })
        const client = teammate.open(id)
        await client.synced
        return { client, letters: must(letters[person * 2 + school], 'letters') }
      }
      const hands = [await take(0, 0), await take(1, 1), await take(2, 0)]
      bodyOf(must(hands[0], 'a hand').client.doc).insert(0, [paragraph('α'), paragraph('β'), paragraph('γ')])
      for (let round = 0; round < ROUNDS; round++) {
        for (let deeds = 20; deeds > 0; deeds--) write(random.pick(hands), random)
        const kind = random.below(4)
        if (kind === 0) versions.push(await keep(random.pick(people), id))
        else if (kind === 1) {
          const { before } = await restore(random.pick(people), id, random.pick(versions))
          if (before) versions.push(before)
        } else if (kind === 2 && random.chance(0.3)) {
          const person = random.below(3)
          await settle(
            hands.map(({ client }) => client),
            id,
          )
          must(hands[person], 'a hand').client.close()
          hands[person] = await take(person, random.below(2))
        } else if (random.chance(0.3))
          checkAuthors(await leader.ask('GET', `/documents/${id}/authorship`), writers)
      }
      const clients = hands.map(({ client }) => client)
      const doc = await settle(clients, id)
      const authorship = await leader.ask<Authorship>('GET', `/documents/${id}/authorship`)
      const said = [...authorship.body, ...authorship.fields].flatMap(({ runs }) =>
        runs.map(({ text }) => text),
      )
      const stands = [...new Set(textsOf(doc))].map((text) => text.toJSON().replace(/<[^>]*>/gu, ''))
      expect(Array.from(said.join('')).sort()).toEqual(Array.from(stands.join('')).sort())
      expect(checkAuthors(authorship, writers)).toBeGreaterThan(20)
      for (const client of clients) client.close()
    }),
  300_000,
)
