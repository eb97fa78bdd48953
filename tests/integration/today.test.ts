import { seedDocument } from 'db/queries/log'
import { readMunicipalDay } from 'db/queries/today'
import { startDocument } from 'server/documents/start'
import type { ThreadOutput } from 'shared/comments/outputs'
import type { DocumentKind } from 'shared/documents/kinds'
import { must } from 'shared/must'
import { addAction } from 'shared/roadmaps/change'
import { addDays } from 'shared/roadmaps/day'
import type { Today } from 'shared/today/outputs'
import { newId } from 'db/id'
import * as Y from 'yjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCommunity, aMember } from '../factories/community.ts'
import { aDocument } from '../factories/document.ts'
import { aNetwork } from '../factories/network.ts'
import { aPerson } from '../factories/person.ts'
import { aSchool } from '../factories/school.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { openBrowser } from '../support/browser.ts'

let app: OpenApi
beforeAll(async () => {
  app = await openApi()
})
afterAll(() => app.close())

type Author = { id: string; schoolId: string | null }

const aTeacher = async (communityId: string, role: 'leader' | 'member' = 'member') => {
  const school = await aSchool(app.db)
  const person = await aPerson(app.db, { schoolIds: [school.id] })
  await aMember(app.db, { communityId, personId: person.id, role })
  const browser = openBrowser(app)
  await browser.signIn(person.email)
  const today = async () => (await (await browser.get('/today')).json()) as Today
  const visit = (documentId: string) => browser.send('POST', `/documents/${documentId}/visit`)
  return { id: person.id, schoolId: school.id, browser, today, visit }
}

const aStarted = async (communityId: string, kind: DocumentKind, createdBy?: string) => {
  const document = await aDocument(app.db, { communityId, kind, createdBy: createdBy ?? null })
  const template = kind === 'lessonPlan' ? 'lesson.plan' : null
  const updates = [startDocument({ kind, template, locale: 'ru' })]
  await app.db.transaction((tx) =>
    seedDocument(tx, { documentId: document.id, updates, at: new Date(), seeded: true }),
  )
  return document
}

/** A row of the log as a room would append it. */
const write = async (documentId: string, author: Author, at: string, act: (doc: Y.Doc) => void) => {
  const doc = await app.deps.texts.read(documentId)
  const before = Y.encodeStateVector(doc)
  doc.transact(() => act(doc))
  const updates = [Y.encodeStateAsUpdate(doc, before)]
  const { id: personId, schoolId } = author
  await app.db.transaction((tx) =>
    seedDocument(tx, { documentId, updates, at: new Date(at), personId, schoolId }),
  )
}

const addParagraph = (words: string) => (doc: Y.Doc) => {
  const block = new Y.XmlElement('paragraph')
  const body = doc.getXmlFragment('body')
  body.insert(body.length, [block])
  block.insert(0, [new Y.XmlText(words)])
}

describe('the first page', () => {
  it('of a newcomer is empty, and closed to strangers', async () => {
    const { today } = await aTeacher((await aCommunity(app.db)).id)
    expect(await today()).toEqual({ resume: null, addressed: [], since: [], due: [], kept: [], mine: [] })
    expect((await openBrowser(app).get('/today')).status).toBe(401)
  })
})

describe('go on', () => {
  it('shows her own last words in the document she was in last', async () => {
    const { id: communityId } = await aCommunity(app.db)
    const [me, colleague] = [await aTeacher(communityId), await aTeacher(communityId)]
    const earlier = await aStarted(communityId, 'note')
    const lesson = await aStarted(communityId, 'lessonPlan')
    await write(lesson.id, me, '2026-11-20T12:40:00Z', addParagraph('Корни названы устно'))
    await write(lesson.id, colleague, '2026-11-20T13:00:00Z', addParagraph('Слова коллеги'))
    await me.visit(earlier.id)
    await me.visit(lesson.id)
    const { resume } = await me.today()
    expect(resume).toMatchObject({
      id: lesson.id,
      kind: 'lessonPlan',
      excerpt: 'Корни названы устно',
      place: 'Комментарий коллеги из школы-партнёра',
    })
    await me.visit(earlier.id)
    expect((await me.today()).resume?.id).toBe(earlier.id)
  })

  it('forgets a document she may not read any more', async () => {
    const { id: communityId } = await aCommunity(app.db)
    const [me, leader] = [await aTeacher(communityId), await aTeacher(communityId, 'leader')]
    const note = await aStarted(communityId, 'note', me.id)
    await write(note.id, leader, '2026-11-20T12:40:00Z', addParagraph('текст'))
    await me.visit(note.id)
    await write(note.id, leader, '2026-11-20T12:50:00Z', addParagraph('ещё'))
    expect((await me.today()).since).toHaveLength(1)
    await leader.browser.send('DELETE', `/communities/${communityId}/members/${me.id}`)
    expect(await me.today()).toEqual({ resume: null, addressed: [], since: [], due: [], kept: [], mine: [] })
  })
})

describe('what changed since', () => {
  it('names each person, for the school of that time, once a document', async () => {
    const { id: communityId } = await aCommunity(app.db)
    const [me, colleague] = [await aTeacher(communityId), await aTeacher(communityId)]
    const second = await aSchool(app.db)
    const note = await aStarted(communityId, 'note')
    const unvisited = await aStarted(communityId, 'note')
    await write(note.id, colleague, '2026-11-19T10:00:00Z', addParagraph('до меня'))
    await me.visit(note.id)
    expect((await me.today()).since).toEqual([])
    await write(note.id, colleague, '2026-11-20T10:00:00Z', addParagraph('раз'))
    await write(note.id, colleague, '2026-11-20T11:00:00Z', addParagraph('два'))
    await write(note.id, { ...colleague, schoolId: second.id }, '2026-11-20T09:00:00Z', addParagraph('три'))
    await write(unvisited.id, colleague, '2026-11-20T12:00:00Z', addParagraph('мимо'))
    const { since } = await me.today()
    expect(since.map(({ person, school, document, at }) => [person.id, school?.id, document.id, at])).toEqual(
      [
        [colleague.id, colleague.schoolId, note.id, '2026-11-20T11:00:00.000Z'],
        [colleague.id, second.id, note.id, '2026-11-20T09:00:00.000Z'],
      ],
    )
    expect(JSON.stringify(since)).not.toContain('@')
  })

  it('is nothing after she has been there, or has written herself', async () => {
    const { id: communityId } = await aCommunity(app.db)
    const [me, colleague] = [await aTeacher(communityId), await aTeacher(communityId)]
    const note = await aStarted(communityId, 'note')
    await me.visit(note.id)
    await write(note.id, colleague, '2026-11-20T10:00:00Z', addParagraph('раз'))
    await me.visit(note.id)
    expect((await me.today()).since).toEqual([])
    await write(note.id, colleague, '2026-11-20T11:00:00Z', addParagraph('два'))
    await write(note.id, me, '2026-11-20T11:01:00Z', addParagraph('моё'))
    expect((await me.today()).since).toEqual([])
    await write(note.id, colleague, '2026-11-20T11:02:00Z', addParagraph('после меня'))
    expect((await me.today()).since).toHaveLength(1)
  })
})

describe('what is due', () => {
  it('are open rows of her plans whose day has passed or is near, with their numbers', async () => {
    const { id: communityId } = await aCommunity(app.db)
    const me = await aTeacher(communityId)
    const stranger = await aTeacher((await aCommunity(app.db)).id)
    const day = must(await readMunicipalDay(app.db, new Date()), 'a day')
    const plan = await aStarted(communityId, 'roadmap')
    const rows = [
      { title: 'Сделано', status: 'done', dateTo: addDays(day, -5) },
      { title: 'Прошло', status: 'inProgress', dateTo: addDays(day, -2) },
      { title: 'Сегодня', status: 'planned', dateTo: day },
      { title: 'Скоро', status: 'postponed', dateTo: addDays(day, 14) },
      { title: 'Потом', status: 'planned', dateTo: addDays(day, 15) },
      { title: 'Отменено', status: 'cancelled', dateTo: addDays(day, -1) },
      { title: 'Без срока', status: 'planned' },
    ] as const
    await write(plan.id, me, '2026-11-20T10:00:00Z', (doc) => {
      for (const row of rows) addAction(doc, { stage: 'acquaintance', ...row }, { id: newId() })
    })
    await app.deps.projections.settle()
    const { due } = await me.today()
    expect(due.map(({ number, title, status, overdueDays }) => [number, title, status, overdueDays])).toEqual(
      [
        [2, 'Прошло', 'inProgress', 2],
        [3, 'Сегодня', 'planned', 0],
        [4, 'Скоро', 'postponed', 0],
      ],
    )
    expect((await stranger.today()).due).toEqual([])
  })

  it('goes by the municipal day', async () => {
    await aNetwork(app.db)
    await app.sql`update network set time_zone = 'Asia/Yekaterinburg'`
    expect(await readMunicipalDay(app.db, new Date('2026-11-22T18:59:00Z'))).toBe('2026-11-22')
    expect(await readMunicipalDay(app.db, new Date('2026-11-22T19:00:00Z'))).toBe('2026-11-23')
    await app.sql`update network set time_zone = 'Europe/Moscow'`
  })
})

describe('mine', () => {
  it('are documents she wrote in or made, the last written first', async () => {
    const { id: communityId } = await aCommunity(app.db)
    const [me, colleague] = [await aTeacher(communityId), await aTeacher(communityId)]
    const made = await aStarted(communityId, 'note', me.id)
    const joined = await aStarted(communityId, 'note', colleague.id)
    const other = await aStarted(communityId, 'note', colleague.id)
    await write(made.id, colleague, '2026-11-20T10:00:00Z', addParagraph('раз'))
    await write(joined.id, me, '2026-11-21T10:00:00Z', addParagraph('моё'))
    await write(other.id, colleague, '2026-11-22T10:00:00Z', addParagraph('не моё'))
    await app.deps.projections.settle()
    const { mine } = await me.today()
    expect(mine.map(({ id }) => id)).toEqual([joined.id, made.id])
  })
})

describe('who waits for an answer', () => {
  const talk = async () => {
    const { id: communityId } = await aCommunity(app.db)
    const [me, colleague] = [await aTeacher(communityId), await aTeacher(communityId)]
    const note = await aStarted(communityId, 'note')
    const path = `/documents/${note.id}/comments`
    const send = async (who: typeof me, rest: string, body: Record<string, unknown>, verb = 'POST') => {
      const answer = await who.browser.send(verb, path + rest, { body })
      expect(answer.status).toBe(200)
      return (await answer.json()) as ThreadOutput
    }
    const begin = (who: typeof me, mentions: string[] = []) =>
      send(who, '', { anchor: { kind: 'document' }, text: 'Хватит ли времени?', mentions })
    const reply = (who: typeof me, { id }: ThreadOutput) => send(who, `/${id}/replies`, { text: 'Хватит' })
    const waiting = async () => (await me.today()).addressed.map(({ threadId, how }) => [threadId, how])
    return { communityId, me, colleague, note, send, begin, reply, waiting }
  }

  it('names who mentioned her, for the school of that time, until she has answered', async () => {
    const { me, colleague, note, begin, reply, waiting } = await talk()
    const thread = await begin(colleague, [me.id])
    await me.visit(note.id)
    expect((await me.today()).addressed).toMatchObject([
      {
        threadId: thread.id,
        person: { id: colleague.id },
        school: { id: colleague.schoolId },
        document: { id: note.id, kind: 'note' },
        how: 'mention',
        text: 'Хватит ли времени?',
      },
    ])
    await reply(colleague, thread)
    expect(await waiting()).toEqual([[thread.id, 'mention']])
    await reply(me, thread)
    expect(await waiting()).toEqual([])
  })

  it('tells of an answer to her own words until she has been there', async () => {
    const { me, colleague, note, begin, reply, waiting } = await talk()
    const [mine, foreign] = [await begin(me), await begin(colleague)]
    await reply(colleague, mine)
    await reply(colleague, foreign)
    expect(await waiting()).toEqual([[mine.id, 'reply']])
    await me.visit(note.id)
    expect(await waiting()).toEqual([])
  })

  it('is done when the thread is resolved, the words are taken back, or she has nodded to them', async () => {
    const { me, colleague, send, begin, waiting } = await talk()
    const [one, two, three] = [
      await begin(colleague, [me.id]),
      await begin(colleague, [me.id]),
      await begin(colleague, [me.id]),
    ]
    expect(await waiting()).toHaveLength(3)
    await send(colleague, `/${one.id}`, { resolved: true }, 'PATCH')
    const said = must(two.comments[0], 'a comment')
    await send(me, `/${two.id}/${said.id}/reactions/agree`, { on: true }, 'PUT')
    expect(await waiting()).toEqual([[three.id, 'mention']])
    const erased = must(three.comments[0], 'a comment')
    await send(colleague, `/${three.id}/${erased.id}`, {}, 'DELETE')
    expect(await waiting()).toEqual([])
  })

  it('says nothing of a document she may not read any more, nor of words that are old', async () => {
    const { communityId, me, colleague, begin, waiting } = await talk()
    const leader = await aTeacher(communityId, 'leader')
    const { now } = app.deps
    app.deps.now = () => new Date(now().getTime() - 61 * 24 * 60 * 60_000)
    await begin(colleague, [me.id])
    app.deps.now = now
    expect(await waiting()).toEqual([])
    await begin(colleague, [me.id])
    expect(await waiting()).toHaveLength(1)
    await leader.browser.send('DELETE', `/communities/${communityId}/members/${me.id}`)
    expect(await waiting()).toEqual([])
  })
})
