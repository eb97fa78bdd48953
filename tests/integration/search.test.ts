import { knowsTrigrams, prepareTrigrams } from 'db/trigrams'
import { connect } from 'db/connect'
import { createDocument } from 'server/documents/commands'
import type { DocumentKind } from 'shared/documents/kinds'
import { addAction } from 'shared/roadmaps/change'
import type { SearchOutput } from 'shared/search/outputs'
import { newId } from 'db/id'
import { seedDocument } from 'db/queries/log'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import * as Y from 'yjs'
import { aCommunity, aMember } from '../factories/community.ts'
import { aPerson } from '../factories/person.ts'
import { aSchool } from '../factories/school.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { openBrowser } from '../support/browser.ts'

let app: OpenApi
beforeAll(async () => {
  app = await openApi()
})
afterAll(() => app.close())

type Wish = Partial<Parameters<typeof aPerson>[1]> & { communityId?: string }

const aReader = async ({ communityId, ...wish }: Wish = {}) => {
  const person = await aPerson(app.db, wish)
  if (communityId) await aMember(app.db, { communityId, personId: person.id })
  const browser = openBrowser(app)
  await browser.signIn(person.email)
  const search = async (q: string, rest: Record<string, string> = {}): Promise<SearchOutput> => {
    const answer = await browser.get(`/search?${new URLSearchParams({ q, ...rest }).toString()}`)
    expect(answer.status, q.slice(0, 80)).toBe(200)
    return (await answer.json()) as SearchOutput
  }
  const titles = async (q: string, rest?: Record<string, string>) =>
    (await search(q, rest)).documents.map(({ title }) => title)
  return { id: person.id, browser, search, titles }
}

type Wished = { title: string; kind?: DocumentKind; texts?: string[]; fields?: Record<string, string> }

/** A document as the product makes it, with these paragraphs and header fields, known to search. */
const aText = async (communityId: string, { title, kind = 'note', texts = [], fields = {} }: Wished) => {
  const wish = {
    communityId,
    kind,
    title,
    template: null,
    locale: 'ru',
    personId: null,
    at: new Date(),
  } as const
  const id = await app.db.transaction((tx) => createDocument(tx, wish))
  await write(id, (doc) => {
    for (const text of texts) addParagraph(doc, text)
    for (const [name, text] of Object.entries(fields))
      (doc.getMap('fields').get(name) as Y.Text).insert(0, text)
  })
  return id
}

const addParagraph = (doc: Y.Doc, text: string) => {
  const block = new Y.XmlElement('paragraph')
  doc.getXmlFragment('body').push([block])
  block.insert(0, [new Y.XmlText(text)])
}

const write = async (documentId: string, act: (doc: Y.Doc) => void) => {
  const doc = await app.deps.texts.read(documentId)
  const before = Y.encodeStateVector(doc)
  doc.transact(() => act(doc))
  const updates = [Y.encodeStateAsUpdate(doc, before)]
  await app.db.transaction((tx) => seedDocument(tx, { documentId, updates, at: new Date() }))
  await app.deps.projections.settle([documentId])
}

describe('words', () => {
  it('are found in all their forms, in both languages, and shown where they stand', async () => {
    const { id: communityId } = await aCommunity(app.db)
    const me = await aReader({ communityId })
    const id = await aText(communityId, {
      title: 'Планирование',
      texts: ['Провели открытый урок алгебры.', 'The lesson was open to all schools.'],
    })
    expect(await me.titles('уроков')).toEqual(['Планирование'])
    expect(await me.titles('алгебре открытых')).toEqual(['Планирование'])
    expect(await me.titles('lessons')).toEqual(['Планирование'])
    expect(await me.titles('геометрия')).toEqual([])
    const [found] = (await me.search('уроков')).documents
    expect(found).toMatchObject({ id, fragments: [{ place: 'body', anchor: '1' }] })
    const [fragment] = found?.fragments ?? []
    expect(fragment?.hits.map(([from, to]) => fragment.text.slice(from, to))).toEqual(['урок'])
  })

  it('are the same with ё and with е, and keep their ё on the screen', async () => {
    const { id: communityId } = await aCommunity(app.db)
    const me = await aReader({ communityId })
    await aText(communityId, { title: 'Ёлка в гимназии' })
    await aText(communityId, { title: 'Праздник', texts: ['Расчёт: одна ёлка на школу и/или двор.'] })
    expect(new Set(await me.titles('елка'))).toEqual(new Set(['Ёлка в гимназии', 'Праздник']))
    expect(await me.titles('ЁЛКИ')).toHaveLength(2)
    const [first, second] = (await me.search('елка')).documents
    expect([first?.title, first?.titleHits]).toEqual(['Ёлка в гимназии', [[0, 4]]])
    const [fragment] = second?.fragments ?? []
    expect(fragment?.hits.map(([from, to]) => fragment.text.slice(from, to))).toEqual(['ёлка'])
    expect(await me.titles('двор')).toEqual(['Праздник'])
  })

  it('of the title come first, and a new title counts at once', async () => {
    const { id: communityId } = await aCommunity(app.db)
    const me = await aReader({ communityId })
    const titled = await aText(communityId, { title: 'Дроби' })
    await aText(communityId, { title: 'Проценты', texts: ['дроби '.repeat(30)] })
    expect(await me.titles('дробь')).toEqual(['Дроби', 'Проценты'])
    await me.browser.send('PATCH', `/documents/${titled}`, { body: { title: 'Степени' } })
    expect(await me.titles('степень')).toEqual(['Степени'])
    expect(await me.titles('дробь')).toEqual(['Проценты'])
  })

  it('of comments are found with their document, and not after they were deleted', async () => {
    const { id: communityId } = await aCommunity(app.db)
    const me = await aReader({ communityId })
    const id = await aText(communityId, { title: 'Обсуждаемое' })
    const [thread, comment] = [newId(), newId()]
    await app.sql`insert into comment_thread (id, document_id, seq, anchor, quote) values (${thread}, ${id}, 1, '{}', '')`
    await app.sql`insert into comment (id, thread_id, person_id, text, at)
      values (${comment}, ${thread}, ${me.id}, 'Добавим рефлексию', now())`
    const react = () =>
      me.browser.send('PUT', `/documents/${id}/comments/${thread}/${comment}/reactions/agree`, {
        body: { on: true },
      })
    expect((await react()).status).toBe(200)
    expect((await me.search('рефлексия')).documents).toMatchObject([
      { id, fragments: [{ place: 'comment', anchor: thread, text: 'Добавим рефлексию' }] },
    ])
    await me.browser.send('DELETE', `/documents/${id}/comments/${thread}/${comment}`)
    expect(await me.titles('рефлексия')).toEqual([])
  })

  it('may be a phrase, may be left out, may be half typed', async () => {
    const { id: communityId } = await aCommunity(app.db)
    const me = await aReader({ communityId })
    await aText(communityId, { title: 'Одно', texts: ['Теорема Виета для учителя'] })
    await aText(communityId, { title: 'Другое', texts: ['Виета доказал: это теорема'] })
    expect(await me.titles('«теорема Виета»')).toEqual(['Одно'])
    expect(await me.titles('теорема -доказал')).toEqual(['Одно'])
    expect(await me.titles('теоре')).toEqual([])
    expect(await me.titles('теоре', { typing: '1' })).toHaveLength(2)
    expect(await me.titles('-теорема')).toEqual([])
    expect(await me.titles('и не на')).toEqual([])
  })

  it('are forgotten when they are deleted from the text', async () => {
    const { id: communityId } = await aCommunity(app.db)
    const me = await aReader({ communityId })
    const id = await aText(communityId, { title: 'Черновик', texts: ['синус', 'косинус'] })
    expect(await me.titles('синус')).toEqual(['Черновик'])
    await write(id, (doc) => doc.getXmlFragment('body').delete(1, 1))
    expect(await me.titles('синус')).toEqual([])
    expect(await me.titles('косинус')).toEqual(['Черновик'])
  })
})

describe('mistakes', () => {
  it('in a surname and in a title are forgiven', async () => {
    const { id: communityId } = await aCommunity(app.db)
    const me = await aReader({ communityId, lastName: 'Орлова' })
    await aMember(app.db, { communityId, personId: (await aPerson(app.db, { lastName: 'Соколовская' })).id })
    await aText(communityId, { title: 'Технологическая карта: квадратные уравнения' })
    for (const typed of ['Саколовская', 'соколовской', 'мария сокол'])
      expect(
        (await me.search(typed)).people.map(({ person }) => person.lastName),
        typed,
      ).toEqual(['Соколовская'])
    expect(await me.titles('квадратние уровнения')).toEqual(['Технологическая карта: квадратные уравнения'])
  })

  it('of the keyboard layout are seen', async () => {
    const { id: communityId } = await aCommunity(app.db)
    const me = await aReader({ communityId })
    await aText(communityId, { title: 'Проценты' })
    expect(await me.search('ghjwtyns')).toMatchObject({
      instead: 'проценты',
      documents: [{ title: 'Проценты' }],
    })
    expect(await me.search('проценты')).toMatchObject({ instead: null })
    expect(await me.search('zzzz')).toMatchObject({ instead: null, documents: [] })
  })

  it('in titles are not forgiven where the database lacks pg_trgm, and nothing else is lost', async () => {
    const other = await openApi()
    try {
      expect(await knowsTrigrams(other.sql)).toBe(true)
      await other.sql`drop extension pg_trgm cascade`
      expect(await knowsTrigrams(other.sql)).toBe(false)
      const network = await aCommunity(other.db)
      const person = await aPerson(other.db)
      await aMember(other.db, { communityId: network.id, personId: person.id })
      const browser = openBrowser(other)
      await browser.signIn(person.email)
      expect((await browser.get(`/search?q=${encodeURIComponent('квадратние')}`)).status).toBe(200)
    } finally {
      await other.close()
    }
  })

  it('of rights on the database do not stop a start', async () => {
    const { sql, close } = connect(inject('postgresUrl'), { max: 1 })
    await sql`drop role if exists guest_of_search`
    await sql`create role guest_of_search`
    await sql`set role guest_of_search`
    await expect(prepareTrigrams(sql)).resolves.toBeUndefined()
    await sql`reset role`
    await sql`drop role guest_of_search`
    await close()
  })
})

describe('rights', () => {
  it('show people of another community, and who has left, nothing', async () => {
    const { id: communityId } = await aCommunity(app.db)
    const [me, leaver] = [await aReader({ communityId }), await aReader({ communityId })]
    const stranger = await aReader({ communityId: (await aCommunity(app.db)).id })
    const nobody = await aReader({ schoolIds: [] })
    const plan = await aText(communityId, { title: 'Тайный план', kind: 'roadmap' })
    await write(plan, (doc) => {
      addAction(doc, { stage: 'acquaintance', title: 'Тайный стол' }, { id: newId() })
    })
    await aMember(app.db, { communityId, personId: (await aPerson(app.db, { lastName: 'Тайная' })).id })
    const seen = await me.search('тайный')
    expect([seen.documents.length, seen.actions.length, (await me.search('тайная')).people.length]).toEqual([
      1, 1, 1,
    ])
    expect((await leaver.search('тайный')).documents).toHaveLength(1)
    await app.sql`update community_member set left_on = '2026-09-02' where person_id = ${leaver.id}`
    for (const one of [leaver, stranger, nobody])
      for (const q of ['тайный', 'тайная', 'тайны', 'Nfqysq', `community:${communityId}`])
        expect(await one.search(q)).toMatchObject({ people: [], documents: [], actions: [], instead: null })
    expect((await openBrowser(app).get('/search?q=a')).status).toBe(401)
  })

  it('hide what lies in the trash, and keep filters inside what one may read', async () => {
    const { id: communityId } = await aCommunity(app.db)
    const me = await aReader({ communityId })
    const foreign = (await aCommunity(app.db)).id
    await aText(foreign, { title: 'Мозаика чужая' })
    const id = await aText(communityId, { title: 'Мозаика' })
    expect(await me.titles('мозаика', { community: foreign })).toEqual([])
    expect(await me.titles('мозаика')).toEqual(['Мозаика'])
    await app.sql`update document set trashed_at = now() where id = ${id}`
    expect(await me.titles('мозаика')).toEqual([])
    expect(await me.titles('мозоика')).toEqual([])
  })

  it('let nobody be harmed by what is typed', async () => {
    const { id: communityId } = await aCommunity(app.db)
    const me = await aReader({ communityId })
    await aText(communityId, {
      title: 'Обычный',
      texts: ['100 % & <b>жирно</b> | (скобки) O\'Neil \\ "кавычки"'],
    })
    const hostile = ["'", '"', '\\', '%', '_', '&', '|', '!', '(((', ':*', '<->', "'); drop table person; --"]
    const long = ['слово '.repeat(1_600), 'ж'.repeat(10_000), '-'.repeat(9_000), '"'.repeat(9_001)]
    for (const q of [...hostile, ...hostile.map((one) => `жирно ${one}`), ...long, '\0', '\ud800', '\ue000'])
      await me.search(q, { typing: '1' })
    expect(await me.titles('100 %')).toEqual(['Обычный'])
    const [found] = (await me.search('жирно')).documents
    expect(found?.fragments[0]?.text).toContain('<b>жирно</b>')
    for (const wrong of ['from=-1', 'kind=spell', 'grade=99', 'school=x'])
      expect((await me.browser.get(`/search?q=a&${wrong}`)).status, wrong).toBe(422)
  })
})

describe('filters', () => {
  it('narrow by kind, state, subject, class, community and school', async () => {
    const { id: communityId } = await aCommunity(app.db)
    const me = await aReader({ communityId })
    const lesson = await aText(communityId, {
      title: 'Парабола',
      kind: 'lessonPlan',
      fields: { subject: 'Алгебра', grade: '7–8 кл.' },
    })
    const note = await aText(communityId, { title: 'Парабола и жизнь' })
    const school = await aSchool(app.db)
    await app.sql`insert into document_author (document_id, person_id, school_id, first_at, last_at)
      values (${note}, ${me.id}, ${school.id}, now(), now())`
    await app.sql`update document set state = 'approved' where id = ${lesson}`
    const only = async (filter: Record<string, string>) =>
      (await me.search('парабола', filter)).documents.map(({ id }) => id)
    expect(await only({ kind: 'note' })).toEqual([note])
    expect(await only({ state: 'approved' })).toEqual([lesson])
    expect(await only({ subject: 'алгебра' })).toEqual([lesson])
    expect(await only({ grade: '8' })).toEqual([lesson])
    expect(await only({ grade: '9' })).toEqual([])
    expect(await only({ school: school.id })).toEqual([note])
    expect(await only({ community: communityId, kind: '' })).toHaveLength(2)
    expect(await (await me.browser.get('/search/subjects')).json()).toContain('алгебра')
  })

  it('give long answers page by page, each document once', async () => {
    const { id: communityId } = await aCommunity(app.db)
    const me = await aReader({ communityId })
    for (let n = 0; n < 23; n++) await aText(communityId, { title: `Протокол ${n}` })
    const first = await me.search('протокол')
    const second = await me.search('протокол', { from: String(first.next) })
    expect([first.documents.length, first.next, second.documents.length, second.next]).toEqual([
      20,
      20,
      3,
      null,
    ])
    expect(new Set([...first.documents, ...second.documents].map(({ id }) => id)).size).toBe(23)
  })
})

describe('the projection', () => {
  const kept = () => app.sql`select * from search_text order by document_id, source, portion`
  const fragments = () => app.sql`select * from search_fragment order by document_id, source, position`

  it('ends with the same rows when it is rebuilt from the log', async () => {
    const { id: communityId } = await aCommunity(app.db)
    const id = await aText(communityId, { title: 'Длинный', texts: ['Начало текста', 'слово '.repeat(500)] })
    for (let n = 0; n < 5; n++) await write(id, (doc) => addParagraph(doc, `Абзац ${n}`))
    const before = [await kept(), await fragments()]
    expect(before[1]?.length).toBeGreaterThan(3)
    await app.deps.projections.rebuild('searchText')
    expect([await kept(), await fragments()]).toEqual(before)
  })

  it('takes texts longer than a tsvector', async () => {
    const { id: communityId } = await aCommunity(app.db)
    const me = await aReader({ communityId })
    const words = Array.from({ length: 120_000 }, (_, n) => `ж${n.toString(36)}`)
    await aText(communityId, { title: 'Огромный', texts: [words.join(' '), 'последнееслово'] })
    expect(await me.titles('последнееслово')).toEqual(['Огромный'])
    expect(await me.titles('ж10')).toEqual(['Огромный'])
  })

  it('remembers where one was lately', async () => {
    const { id: communityId } = await aCommunity(app.db)
    const me = await aReader({ communityId })
    const first = await aText(communityId, { title: 'Первый' })
    for (const id of [first, await aText(communityId, { title: 'Второй' })])
      await me.browser.send('POST', `/documents/${id}/visit`)
    const recent = (await (await me.browser.get('/search/recent')).json()) as { title: string }[]
    expect(recent.map(({ title }) => title)).toEqual(['Второй', 'Первый'])
  })
})
