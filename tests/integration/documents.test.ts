import { documentAuthors } from 'db/schema/activity'
import { documentUpdates } from 'db/schema/documents'
import { seedDocument } from 'db/queries/log'
import { textOf } from 'shared/documents/minutes'
import type { DocumentOutput, DocumentSummary } from 'shared/documents/outputs'
import { must } from 'shared/must'
import { starterRows } from 'shared/templates/roadmap'
import * as Y from 'yjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCommunity, aMember } from '../factories/community.ts'
import { aDocument } from '../factories/document.ts'
import { aPerson } from '../factories/person.ts'
import { aSchool } from '../factories/school.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { openBrowser, type Browser } from '../support/browser.ts'
import { aWriter, enter, lesson, makeDocument, readOf, type Content } from '../support/writing.ts'

let app: OpenApi
beforeAll(async () => {
  app = await openApi()
})
afterAll(() => app.close())

const rowsOf = (documentId: string) =>
  app.sql`select seq::int, person_id, seeded from document_update where document_id = ${documentId} order by seq`

describe('a new document', () => {
  it.each([
    ['ru', 'Самоанализ', 'Открытие нового знания'],
    ['en', 'Looking back', 'Discovery of new knowledge'],
  ] as const)('starts from the template of the lesson plan (%s)', async (locale, words, stage) => {
    const { browser, community } = await aWriter(app, 'member', locale)
    const id = await makeDocument(browser, community.id, lesson)
    const { body, fields, rows } = await readOf<Content>(browser, `/documents/${id}/content`)
    const table = must(body.content?.[0], 'the table')
    expect(table.content?.map((row) => row.content?.length)).toEqual(Array(10).fill(7))
    expect(textOf(must(table.content?.[4], 'a stage'))).toContain(stage)
    expect(textOf(body)).toContain(words)
    expect(fields).toMatchObject({ topic: '', lessonType: null })
    expect(rows).toEqual([])
  })

  it('may be made in the other language', async () => {
    const { browser, community } = await aWriter(app, 'member', 'ru')
    const id = await makeDocument(browser, community.id, { ...lesson, locale: 'en' })
    const { body } = await readOf<Content>(browser, `/documents/${id}/content`)
    expect(textOf(body)).toContain('Homework')
  })

  it('of a roadmap holds the starter rows in three stages', async () => {
    const { browser, community } = await aWriter(app)
    const id = await makeDocument(browser, community.id, {
      kind: 'roadmap',
      title: 'Дорожная карта',
      template: 'roadmap.network',
    })
    const { rows } = await readOf<Content>(browser, `/documents/${id}/content`)
    expect(rows.map(({ stage, title }) => [stage, title])).toEqual(
      starterRows('ru').map(({ stage, title }) => [stage, title]),
    )
    const empty = await makeDocument(browser, community.id, { kind: 'roadmap', title: 'Пустая' })
    expect((await readOf<Content>(browser, `/documents/${empty}/content`)).rows).toEqual([])
  })

  it('is seeded exactly once, by nobody, and counts as nobody’s writing', async () => {
    const { browser, community, person } = await aWriter(app)
    const id = await makeDocument(browser, community.id, lesson)
    for (const path of ['', '/content', '/content']) await readOf(browser, `/documents/${id}${path}`)
    await browser.send('POST', `/documents/${id}/visit`)
    expect([...(await rowsOf(id))]).toEqual([{ seq: 1, person_id: null, seeded: true }])
    const clients = await app.sql`select person_id from document_client where document_id = ${id}`
    expect([...clients]).toEqual([{ person_id: null }])
    const found = await readOf<DocumentOutput>(browser, `/documents/${id}`)
    expect(found).toMatchObject({ schools: [], authors: [], editedAt: null, state: 'draft', gen: 1 })
    expect(found.community).toEqual({ id: community.id, name: community.name })
    const [row] = await app.sql`select created_by from document where id = ${id}`
    expect(row?.['created_by']).toBe(person.id)
  })

  it('gives two first writers of a header field one text', async () => {
    const { browser, community } = await aWriter(app)
    const id = await makeDocument(browser, community.id, lesson)
    const { fields } = await readOf<Content>(browser, `/documents/${id}/content`)
    expect(Object.values(fields).filter((value) => value === '')).toHaveLength(17)
  })

  it('has an id that sorts by time', async () => {
    const { browser, community } = await aWriter(app)
    const first = await makeDocument(browser, community.id, { kind: 'note', title: 'А' })
    const second = await makeDocument(browser, community.id, { kind: 'note', title: 'Б' })
    expect(second > first).toBe(true)
    expect(first[14]).toBe('7')
  })

  it.each([
    [{ kind: 'note', title: '  ' }, { title: 'required' }],
    [{ kind: 'note', title: 'x'.repeat(201) }, { title: 'tooLong' }],
    [{ kind: 'party', title: 'x' }, { kind: 'notAllowed' }],
    [{ kind: 'note', title: 'x', template: 'lesson.plan' }, { template: 'notAllowed' }],
    [{ kind: 'note', title: 'x', template: 'no.such' }, { template: 'notAllowed' }],
  ])('is refused when %j', async (body, fields) => {
    const { browser, community } = await aWriter(app)
    const answer = await browser.send('POST', `/communities/${community.id}/documents`, { body })
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ problem: 'invalid', fields })
  })

  it('loses what cannot be seen in its title', async () => {
    const { browser, community } = await aWriter(app)
    const id = await makeDocument(browser, community.id, {
      kind: 'note',
      title: ' план\u202e\u0000\n урока ',
    })
    expect((await readOf<DocumentOutput>(browser, `/documents/${id}`)).title).toBe('план урока')
  })
})

describe('who may', () => {
  it('make: members; not observers, not strangers', async () => {
    const observer = await aWriter(app, 'observer')
    const body = { kind: 'note', title: 'x' }
    const path = `/communities/${observer.community.id}/documents`
    expect((await observer.browser.send('POST', path, { body })).status).toBe(403)
    const stranger = await aWriter(app)
    expect((await stranger.browser.send('POST', path, { body })).status).toBe(404)
    expect((await openBrowser(app).send('POST', path, { body })).status).toBe(401)
  })

  it('rename and trash: writers and leaders', async () => {
    const { community } = await aWriter(app)
    const document = await aDocument(app.db, { communityId: community.id, title: 'Было' })
    const member = await aPerson(app.db)
    await aMember(app.db, { communityId: community.id, personId: member.id })
    const observer = await aPerson(app.db)
    await aMember(app.db, { communityId: community.id, personId: observer.id, role: 'observer' })
    const [writing, watching] = [await enter(app, member.email), await enter(app, observer.email)]
    const rename = (browser: Browser, title: string) =>
      browser.send('PATCH', `/documents/${document.id}`, { body: { title } })
    expect((await rename(watching, 'Нет')).status).toBe(403)
    expect((await rename(writing, 'Стало')).status).toBe(200)
    expect((await readOf<DocumentOutput>(watching, `/documents/${document.id}`)).title).toBe('Стало')
    expect((await writing.send('DELETE', `/documents/${document.id}`)).status).toBe(403)
  })

  it('read: nobody outside, and absent looks the same', async () => {
    const stranger = await aWriter(app)
    const document = await aDocument(app.db)
    const absent = '01999999-0000-7000-8000-000000000000'
    const strip = async (answer: Response) => ({
      status: answer.status,
      problem: ((await answer.json()) as { problem: string }).problem,
    })
    for (const path of ['', '/content'])
      for (const id of [document.id, absent, 'no-id'])
        expect(await strip(await stranger.browser.get(`/documents/${id}${path}`))).toEqual({
          status: 404,
          problem: 'notFound',
        })
  })

  it('learn from the document what she may do with it', async () => {
    const { browser, community } = await aWriter(app, 'observer')
    const document = await aDocument(app.db, { communityId: community.id })
    const { abilities } = await readOf<DocumentOutput>(browser, `/documents/${document.id}`)
    expect(abilities).toEqual(['document.read', 'document.comment'])
  })
})

describe('lists', () => {
  it('hold only what one may read now, the last written first', async () => {
    const { browser, community, person } = await aWriter(app, 'member')
    const old = await aDocument(app.db, { communityId: community.id, editedAt: new Date('2026-11-01') })
    const fresh = await aDocument(app.db, { communityId: community.id, editedAt: new Date('2026-11-20') })
    await aDocument(app.db, { communityId: community.id, trashedAt: new Date() })
    await aDocument(app.db)
    const left = await aCommunity(app.db)
    await aMember(app.db, { communityId: left.id, personId: person.id, leftOn: '2026-11-01' })
    await aDocument(app.db, { communityId: left.id })
    const mine = await readOf<DocumentSummary[]>(browser, '/documents')
    expect(mine.map(({ id }) => id)).toEqual([fresh.id, old.id])
    expect(await readOf<DocumentSummary[]>(browser, `/communities/${community.id}/documents`)).toEqual(mine)
    expect((await browser.get(`/communities/${left.id}/documents`)).status).toBe(404)
  })

  it('name the schools that wrote in the order of the network, not of what they wrote', async () => {
    const { browser, community, person } = await aWriter(app)
    const second = await aSchool(app.db, { shortName: 'Кедровская СОШ', position: 902 })
    const first = await aSchool(app.db, { shortName: 'Гимназия № 1', position: 901 })
    const colleague = await aPerson(app.db, { schoolIds: [first.id], lastName: 'Соколовская' })
    const document = await aDocument(app.db, { communityId: community.id })
    const wrote = { documentId: document.id, firstAt: new Date(), lastAt: new Date() }
    await app.db.insert(documentAuthors).values([
      { ...wrote, personId: person.id, schoolId: second.id, inserted: 9000 },
      { ...wrote, personId: colleague.id, schoolId: first.id, inserted: 10 },
    ])
    const [summary] = await readOf<DocumentSummary[]>(browser, '/documents')
    expect(summary?.schools.map(({ shortName }) => shortName)).toEqual(['Гимназия № 1', 'Кедровская СОШ'])
    expect(summary?.authors.map(({ id, schoolId }) => [id, schoolId])).toEqual([
      [colleague.id, first.id],
      [person.id, second.id],
    ])
    expect(summary?.authors[0]?.shortName).toBe('Соколовская\u00a0М.\u00a0П.')
    expect(JSON.stringify(summary)).not.toContain('@')
  })
})

describe('a visit', () => {
  it('remembers the place in the log and is no act', async () => {
    const { browser, community, person } = await aWriter(app, 'observer')
    const document = await aDocument(app.db, { communityId: community.id, headSeq: 7 })
    for (let times = 0; times < 2; times += 1)
      expect((await browser.send('POST', `/documents/${document.id}/visit`)).status).toBe(200)
    const visits =
      await app.sql`select person_id, seen_seq::int from document_visit where document_id = ${document.id}`
    expect([...visits]).toEqual([{ person_id: person.id, seen_seq: 7 }])
    expect([...(await rowsOf(document.id))]).toEqual([])
  })
})

describe('hostile content', () => {
  const hold = async (communityId: string, fill: (doc: Y.Doc) => void) => {
    const document = await aDocument(app.db, { communityId })
    const doc = new Y.Doc()
    doc.transact(() => fill(doc))
    const updates = [Y.encodeStateAsUpdate(doc)]
    await app.db.transaction((tx) => seedDocument(tx, { documentId: document.id, updates, at: new Date() }))
    return document.id
  }

  it('of thousands of nested nodes is answered, not fatal', async () => {
    const { browser, community } = await aWriter(app)
    const id = await hold(community.id, (doc) => {
      let parent: Y.XmlFragment = doc.getXmlFragment('body')
      for (let depth = 0; depth < 5_000; depth += 1) {
        const element = new Y.XmlElement('blockquote')
        parent.insert(0, [element])
        parent = element
      }
      const inner = new Y.XmlElement('paragraph')
      parent.insert(0, [inner])
      inner.insert(0, [new Y.XmlText('на дне')])
    })
    const { body } = await readOf<Content>(browser, `/documents/${id}/content`)
    expect(textOf(body)).toBe('на дне')
    expect((await browser.get('/today')).status).toBe(200)
  })

  it('keeps its words and loses what a browser would run', async () => {
    const { browser, community } = await aWriter(app)
    const id = await hold(community.id, (doc) => {
      const block = new Y.XmlElement('script')
      const text = new Y.XmlText()
      doc.getXmlFragment('body').insert(0, [block])
      block.insert(0, [text])
      text.insert(0, 'сюда', { link: { href: 'javascript:alert(1)' } })
    })
    const { body } = await readOf<Content>(browser, `/documents/${id}/content`)
    expect(body.content).toEqual([{ type: 'paragraph', content: [{ type: 'text', text: 'сюда' }] }])
  })

  it('that cannot be read back hides nothing beside it', async () => {
    const { browser, community } = await aWriter(app)
    const id = await makeDocument(browser, community.id, { kind: 'note', title: 'Заметка' })
    await app.db.insert(documentUpdates).values({
      documentId: id,
      seq: 2,
      data: Uint8Array.from([3, 255, 255, 255]),
      at: new Date(),
    })
    expect((await readOf<Content>(browser, `/documents/${id}/content`)).body.content).toEqual([
      { type: 'paragraph' },
    ])
  })
})
