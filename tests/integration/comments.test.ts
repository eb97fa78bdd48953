import { anchorCell, anchorWords, type Anchor } from 'shared/comments/anchor'
import type { Commenter, CommentsOutput, ThreadOutput } from 'shared/comments/outputs'
import { must } from 'shared/must'
import type { CommunityRole } from 'shared/permissions/roles'
import { addAction } from 'shared/roadmaps/change'
import { newId } from 'db/id'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { aCommunity, aMember } from '../factories/community.ts'
import { aDocument } from '../factories/document.ts'
import { aPerson } from '../factories/person.ts'
import { seedDocument } from 'db/queries/log'
import { openApi, type OpenApi } from '../support/api.ts'
import { enter } from '../support/writing.ts'

let app: OpenApi
beforeAll(async () => {
  app = await openApi()
})
afterAll(() => app.close())

const WORDS = 'Корни приведённого уравнения. Сложите их и сравните с коэффициентом.'

const element = (name: string, ...children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement => {
  const made = new Y.XmlElement(name)
  made.insert(0, children)
  return made
}
const paragraph = (words: string) => element('paragraph', new Y.XmlText(words))

/** A note with a paragraph and a table of one row, whose second cell is empty. */
const aText = () => {
  const doc = new Y.Doc()
  const text = new Y.XmlText(WORDS)
  const cells = [element('tableCell', paragraph('2 мин')), element('tableCell', element('paragraph'))]
  const table = element('table', element('tableRow', ...cells))
  doc.getXmlFragment('body').insert(0, [element('paragraph', text), table])
  return { doc, text, cells }
}

const anchorOf = (text: Y.XmlText, words: string): Anchor => {
  const at = WORDS.indexOf(words)
  return anchorWords({ text, index: at }, { text, index: at + words.length })
}

const store = (documentId: string, doc: Y.Doc) =>
  app.db.transaction((tx) =>
    seedDocument(tx, { documentId, updates: [Y.encodeStateAsUpdate(doc)], at: new Date() }),
  )

const aTalk = async () => {
  const community = await aCommunity(app.db)
  const document = await aDocument(app.db, { communityId: community.id })
  const text = aText()
  await store(document.id, text.doc)
  const someone = async (role: CommunityRole) => {
    const person = await aPerson(app.db)
    await aMember(app.db, { communityId: community.id, personId: person.id, role })
    const browser = await enter(app, person.email)
    const send = async (method: string, path: string, body?: unknown) => {
      const answer = await browser.send(method, `/documents/${document.id}/comments${path}`, { body })
      return { status: answer.status, said: (await answer.json()) as ThreadOutput & { problem?: string } }
    }
    const begin = async (words: string, spoken = 'Может, сначала дать таблицу?') => {
      const { status, said } = await send('POST', '', { anchor: anchorOf(text.text, words), text: spoken })
      expect(status).toBe(200)
      return { ...said, first: must(said.comments[0], 'a comment') }
    }
    const read = async (since = 0) => {
      const answer = await browser.get(`/documents/${document.id}/comments?since=${since}`)
      return (await answer.json()) as CommentsOutput
    }
    return { id: person.id, person, browser, send, begin, read }
  }
  const [teacher, colleague] = [await someone('member'), await someone('member')]
  return { community, document, ...text, someone, teacher, colleague }
}

describe('comments on words', () => {
  it('keep the words as the server reads them, with who said what and for which school', async () => {
    const { teacher, colleague } = await aTalk()
    const thread = await teacher.begin('Сложите их')
    expect(thread).toMatchObject({ quote: 'Сложите их', copies: 0, gone: false, resolved: null })
    await colleague.send('POST', `/${thread.id}/replies`, { text: 'Попробую завтра.' })
    const { threads, seq } = await teacher.read()
    expect(threads[0]?.comments.map(({ text }) => text)).toEqual([
      'Может, сначала дать таблицу?',
      'Попробую завтра.',
    ])
    expect(threads[0]?.comments[1]?.author).toMatchObject({ id: colleague.id })
    expect(threads[0]?.comments[1]?.author.school?.shortName).toMatch(/^СОШ/)
    expect((await teacher.read(seq)).threads).toEqual([])
  })

  it('sent again after a lost answer are said once, at once or later; their id is nobody else’s', async () => {
    const { teacher, colleague, document } = await aTalk()
    const [id, replyId] = [newId(), newId()]
    const begun = { anchor: { kind: 'document' }, text: 'Хватит ли времени?', id }
    const both = await Promise.all([teacher.send('POST', '', begun), teacher.send('POST', '', begun)])
    const [thread] = both.map(({ said }) => said)
    expect(both.map(({ said }) => said.id)).toEqual([thread?.id, thread?.id])
    const answer = { text: 'Хватит', id: replyId }
    for (let times = 0; times < 2; times++) await colleague.send('POST', `/${thread?.id}/replies`, answer)
    const { threads } = await teacher.read()
    expect(threads).toHaveLength(1)
    expect(threads[0]?.comments.map((one) => one.id)).toEqual([id, replyId])

    expect((await teacher.send('POST', '', { ...begun, id: replyId })).said.problem).toBe('conflict')
    const elsewhere = await aTalk()
    expect((await elsewhere.teacher.send('POST', '', begun)).said.problem).toBe('conflict')
    expect((await teacher.read()).threads).toHaveLength(1)
    expect(document.id).not.toBe(elsewhere.document.id)
  })

  it('may be on a cell, an empty one too, and on the document as a whole', async () => {
    const { teacher, cells } = await aTalk()
    const [full, empty] = cells.map(anchorCell)
    const on = async (anchor: unknown) =>
      (await teacher.send('POST', '', { anchor, text: 'Мало' })).said.quote
    expect(await on(full)).toBe('2 мин')
    expect(await on(empty)).toBe('')
    expect(await on({ kind: 'document' })).toBe('')
  })

  it('are refused where there are no words: unknown positions, foreign roots, deleted text, what is no position', async () => {
    const { teacher, doc, text, document } = await aTalk()
    const stranger = aText()
    const fields = new Y.XmlText('в полях')
    doc.getMap('fields').set('topic', fields)
    const gone = anchorOf(text, 'Сложите их')
    text.delete(WORDS.indexOf('Сложите их'), 'Сложите их'.length)
    await store(document.id, doc)
    const inFields = anchorWords({ text: fields, index: 0 }, { text: fields, index: 3 })
    for (const anchor of [anchorOf(stranger.text, 'Корни'), inFields, gone])
      expect(await teacher.send('POST', '', { anchor, text: 'О чём?' })).toMatchObject({
        status: 409,
        said: { problem: 'conflict' },
      })
    const root = { kind: 'text', start: 'AQRib2R5AA', end: 'AQRib2R5AA' }
    for (const anchor of [root, { kind: 'text', start: '____', end: 'AAAA' }])
      expect((await teacher.send('POST', '', { anchor, text: 'О чём?' })).status).toBe(409)
    for (const anchor of [null, {}, { kind: 'text', start: '<b>', end: '' }, { kind: 'row', row: newId() }])
      expect((await teacher.send('POST', '', { anchor, text: 'О чём?' })).status).toBe(422)
    const row = { kind: 'row', row: newId(), column: 'title' }
    expect((await teacher.send('POST', '', { anchor: row, text: 'О чём?' })).said.problem).toBe('invalid')
    expect((await teacher.read()).threads).toEqual([])
  })

  it('hold words, not programs: markup stays text, and what is huge is refused', async () => {
    const { teacher } = await aTalk()
    const hostile = '<img src=x onerror=alert(1)><script>alert(2)</script>&lt; {@html} ${1}'
    const { first } = await teacher.begin('Сложите их', hostile)
    expect(first.text).toBe(hostile)
    for (const [text, status] of [
      ['', 422],
      [' \n ', 422],
      ['ж'.repeat(4_001), 422],
      ['ж'.repeat(2_000_000), 413],
    ] as const)
      expect((await teacher.send('POST', '', { anchor: { kind: 'document' }, text })).status).toBe(status)
  })

  it('say where the words went when a writer’s screen tells so, and only once', async () => {
    const { teacher, someone, text } = await aTalk()
    const observer = await someone('observer')
    const thread = await teacher.begin('Сложите их')
    const change = { from: thread.anchor, to: anchorOf(text, 'сравните с коэффициентом') }
    expect((await observer.send('PUT', `/${thread.id}/anchor`, change)).said.problem).toBe('denied')
    const moved = await teacher.send('PUT', `/${thread.id}/anchor`, change)
    expect(moved.said).toMatchObject({ anchor: change.to, quote: 'Сложите их' })
    expect((await teacher.send('PUT', `/${thread.id}/anchor`, change)).said.problem).toBe('conflict')
  })
})

describe('a thread', () => {
  it('is resolved once, found again, and open again with a reply', async () => {
    const { teacher, colleague } = await aTalk()
    const { id } = await teacher.begin('Сложите их')
    const resolve = (who: typeof teacher, resolved: boolean) => who.send('PATCH', `/${id}`, { resolved })
    const first = await resolve(colleague, true)
    expect(first.said.resolved?.by.id).toBe(colleague.id)
    expect((await resolve(teacher, true)).said.resolved).toEqual(first.said.resolved)
    expect((await teacher.read()).threads[0]?.resolved?.by.id).toBe(colleague.id)
    expect((await resolve(teacher, false)).said.resolved).toBeNull()
    await resolve(teacher, true)
    expect((await colleague.send('POST', `/${id}/replies`, { text: 'Ещё вопрос' })).said.resolved).toBeNull()
  })

  it('keeps a tombstone where others answered, and goes with its last comment', async () => {
    const { teacher, colleague } = await aTalk()
    const { id, first, seq } = await teacher.begin('Сложите их', 'Лишнее')
    const { said } = await colleague.send('POST', `/${id}/replies`, { text: 'Почему?' })
    const reply = must(said.comments[1], 'a reply')
    const left = (await teacher.send('DELETE', `/${id}/${first.id}`)).said
    expect(left.comments.map(({ text, deleted }) => [text, deleted])).toEqual([
      ['', true],
      ['Почему?', false],
    ])
    expect((await colleague.send('DELETE', `/${id}/${reply.id}`)).said).toMatchObject({
      gone: true,
      quote: '',
    })
    // Whoever has it on her screen hears that it is gone.
    expect((await colleague.read(seq)).threads).toMatchObject([{ id, gone: true, comments: [] }])
    for (const [method, path, body] of [
      ['POST', `/${id}/replies`, { text: 'Поздно' }],
      ['PATCH', `/${id}`, { resolved: true }],
      ['DELETE', `/${id}/${first.id}`, {}],
      ['PATCH', `/${id}/${first.id}`, { text: 'Снова' }],
      ['PUT', `/${id}/${first.id}/reactions/thanks`, { on: true }],
    ] as const)
      expect((await teacher.send(method, path, body)).said.problem, `${method} ${path}`).toBe('notFound')
  })

  it('lets nobody rewrite or delete what another said, but who manages the document delete it', async () => {
    const { teacher, colleague, someone } = await aTalk()
    const moderator = await someone('moderator')
    const { id, first } = await teacher.begin('Сложите их', 'Моё слово')
    const at = `/${id}/${first.id}`
    for (const who of [colleague, moderator])
      expect((await who.send('PATCH', at, { text: 'Чужое слово' })).said.problem).toBe('denied')
    expect((await colleague.send('DELETE', at)).said.problem).toBe('denied')
    const mine = (await teacher.send('PATCH', at, { text: 'Моё слово, точнее' })).said.comments[0]
    expect(mine).toMatchObject({ text: 'Моё слово, точнее' })
    expect(mine?.editedAt).not.toBeNull()
    expect((await moderator.send('DELETE', at)).said.gone).toBe(true)
    const [deed] = await app.sql`select actor_id from audit_entry where detail = ${first.id}`
    expect(deed?.actor_id).toBe(moderator.id)
  })

  it('takes each reaction of a person once', async () => {
    const { teacher, colleague } = await aTalk()
    const { id, first } = await teacher.begin('Сложите их')
    const press = (on: boolean) => colleague.send('PUT', `/${id}/${first.id}/reactions/thanks`, { on })
    await press(true)
    const thanks = { kind: 'thanks', people: [expect.objectContaining({ id: colleague.id })] }
    expect((await press(true)).said.comments[0]?.reactions).toEqual([thanks])
    expect((await press(false)).said.comments[0]?.reactions).toEqual([])
    const strange = await colleague.send('PUT', `/${id}/${first.id}/reactions/💩`, { on: true })
    expect(strange.said.problem).toBe('notFound')
  })
})

describe('people', () => {
  it('are mentioned only when they may read the document', async () => {
    const { teacher, colleague } = await aTalk()
    const stranger = await aPerson(app.db)
    const readers = (await (
      await teacher.browser.get(`/documents/${(await aTalk()).document.id}/comments/people`)
    ).json()) as { problem: string }
    expect(readers.problem).toBe('notFound')
    const { said } = await teacher.send('GET', '/people')
    expect((said as unknown as Commenter[]).map(({ id }) => id).sort()).toEqual(
      [teacher.id, colleague.id].sort(),
    )
    const mention = (id: string) => ({ anchor: { kind: 'document' }, text: 'Взгляните', mentions: [id] })
    expect((await teacher.send('POST', '', mention(stranger.id))).said).toMatchObject({
      problem: 'invalid',
      fields: { mentions: 'notAllowed' },
    })
    const { comments } = (await teacher.send('POST', '', mention(colleague.id))).said
    expect(comments[0]?.mentions.map(({ id }) => id)).toEqual([colleague.id])
  })

  it('with the right to comment talk and resolve what they began, and write nothing else', async () => {
    const { teacher, someone, document } = await aTalk()
    const observer = await someone('observer')
    const hers = await observer.begin('Сложите их', 'А если корень один?')
    const theirs = await teacher.begin('Корни')
    expect((await observer.send('PATCH', `/${theirs.id}`, { resolved: true })).said.problem).toBe('denied')
    expect((await observer.send('PATCH', `/${hers.id}`, { resolved: true })).status).toBe(200)
    expect((await observer.send('POST', `/${theirs.id}/replies`, { text: 'Да' })).status).toBe(200)
    const [row] = await app.sql`select head_seq from document where id = ${document.id}`
    expect(Number(row?.head_seq)).toBe(1)
  })

  it('reach a thread only through its own document', async () => {
    const [mine, foreign] = [await aTalk(), await aTalk()]
    const { id, first } = await foreign.teacher.begin('Сложите их')
    for (const [method, path, body] of [
      ['POST', `/${id}/replies`, { text: 'Чужое' }],
      ['PATCH', `/${id}`, { resolved: true }],
      ['DELETE', `/${id}/${first.id}`, {}],
      ['PUT', `/${id}/${first.id}/reactions/agree`, { on: true }],
    ] as const)
      expect((await mine.teacher.send(method, path, body)).said.problem).toBe('notFound')
    expect((await mine.teacher.browser.get(`/documents/${foreign.document.id}/comments`)).status).toBe(404)
  })
})

it('speaks of rows of a roadmap, by their id and column, and of no text there', async () => {
  const community = await aCommunity(app.db)
  const document = await aDocument(app.db, { communityId: community.id, kind: 'roadmap' })
  const doc = new Y.Doc()
  const row = newId()
  addAction(doc, { stage: 'reflection', title: 'Семинар в Кедровской СОШ' }, { id: row })
  await store(document.id, doc)
  const person = await aPerson(app.db)
  await aMember(app.db, { communityId: community.id, personId: person.id })
  const browser = await enter(app, person.email)
  const begin = async (anchor: unknown) => {
    const answer = await browser.send('POST', `/documents/${document.id}/comments`, {
      body: { anchor, text: 'Перенесём?' },
    })
    return (await answer.json()) as ThreadOutput & { problem?: string }
  }
  expect((await begin({ kind: 'row', row, column: 'period' })).quote).toBe('Семинар в Кедровской СОШ')
  expect((await begin({ kind: 'row', row: newId(), column: 'title' })).problem).toBe('conflict')
  const { text } = aText()
  expect((await begin(anchorOf(text, 'Корни'))).problem).toBe('invalid')
})
