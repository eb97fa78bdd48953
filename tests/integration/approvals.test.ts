import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Connected } from 'db/connect'
import { must } from 'shared/must'
import { aMember } from '../factories/community.ts'
import { aDocument } from '../factories/document.ts'
import { aPerson } from '../factories/person.ts'
import { signIn, type Person } from '../support/person.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
let db: Connected['db']
let sql: Connected['sql']
beforeAll(async () => {
  server = await startServer({ settings: { LOG_LEVEL: 'error' } })
  ;({ db, sql } = server.deps)
})
afterAll(() => server.stop())

const aCircle = async (kind: 'note' | 'roadmap' = 'note') => {
  const document = await aDocument(db, { kind })
  const enter = async (role: 'member' | 'moderator' | 'leader' | 'observer') => {
    const person = await aPerson(db)
    await aMember(db, { communityId: document.communityId, personId: person.id, role })
    return signIn(server, person.email)
  }
  const [teacher, methodist, director, guest] = [
    await enter('member'),
    await enter('moderator'),
    await enter('leader'),
    await enter('observer'),
  ]
  const move = async (who: Person, code: string, reason?: string) => {
    const answer = await who.send(
      'POST',
      `/documents/${document.id}/approval/${code}`,
      reason ? { reason } : {},
    )
    return (await answer.json()) as { state?: string; problem?: string; fields?: object }
  }
  const look = async (who: Person) =>
    (await (await who.send('GET', `/documents/${document.id}/approval`)).json()) as {
      state: string
      stamps: { id: string; body: string }[]
      approved: { code: string; number: number; version: string } | null
      moves: { move: string; reason: string }[]
    }
  return { document, teacher, methodist, director, guest, move, look }
}

const write = (doc: Y.Doc, words: string): void => {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  doc.getXmlFragment('body').push([paragraph])
}

const rowsOf = async (documentId: string) => {
  const [row] = await sql<{ n: number }[]>`select head_seq::int as n from document where id = ${documentId}`
  return must(row, 'the document').n
}

test('a document goes from draft to approved by the people it belongs to, and back with a reason', async () => {
  const { teacher, methodist, director, guest, move, look } = await aCircle()
  expect((await move(guest, 'submit')).problem).toBe('denied')
  expect((await move(director, 'approve')).problem).toBe('conflict')
  expect(await move(teacher, 'submit')).toEqual({ state: 'inReview' })
  expect((await move(teacher, 'submit')).problem).toBe('conflict')
  expect((await move(teacher, 'agree')).problem).toBe('denied')
  expect(await move(methodist, 'agree')).toEqual({ state: 'agreed' })
  expect((await move(methodist, 'approve')).problem).toBe('denied')
  expect(await move(director, 'approve')).toEqual({ state: 'approved' })
  expect((await move(director, 'reopen')).fields).toEqual({ reason: 'required' })
  expect(await move(director, 'reopen', 'Изменились сроки')).toEqual({ state: 'draft' })
  const { moves, approved } = await look(teacher)
  expect(moves.map(({ move: code }) => code)).toEqual(['reopen', 'approve', 'agree', 'submit'])
  expect([moves[0]?.reason, approved]).toEqual(['Изменились сроки', null])
})

test('who moves a document to and fro without end has to wait; the document stays where it is', async () => {
  const { teacher, move, look } = await aCircle()
  const answers: (string | undefined)[] = []
  for (let n = 0; n < 24; n++)
    answers.push((await move(teacher, n % 2 === 0 ? 'submit' : 'takeBack')).problem)
  expect(answers.slice(0, 20)).toEqual(Array(20).fill(undefined))
  expect(answers.at(-1)).toBe('busy')
  expect((await look(teacher)).state).toBe('draft')
})

test('R6: nothing is written into what was agreed to, however fast somebody types', async () => {
  const { document, teacher, methodist, director, move, look } = await aCircle()
  const open = teacher.connectYjs(document.id)
  await open.synced
  write(open.doc, 'Первая мысль')
  await expect.poll(() => rowsOf(document.id)).toBeGreaterThan(0)
  await move(teacher, 'submit')
  const typing = setInterval(() => write(open.doc, 'и ещё слово'), 5)
  await expect.poll(() => rowsOf(document.id)).toBeGreaterThan(3)
  expect(await move(methodist, 'agree')).toEqual({ state: 'agreed' })
  const agreed = await rowsOf(document.id)
  await new Promise((resolve) => setTimeout(resolve, 400))
  clearInterval(typing)
  expect(await rowsOf(document.id)).toBe(agreed)
  expect((await teacher.send('PATCH', `/documents/${document.id}`, { title: 'Иначе' })).status).toBe(409)

  await move(director, 'approve')
  const { approved } = await look(teacher)
  const [kept] = await sql`select seq::int, kind from document_version where id = ${approved?.version ?? ''}`
  expect(kept).toEqual({ seq: agreed, kind: 'approved' })

  // Back in draft the words that waited come in.
  await move(director, 'reopen', 'Дополнить')
  await expect.poll(() => rowsOf(document.id), { timeout: 15_000 }).toBeGreaterThan(agreed)
  open.close()
})

test('a plan is kept on after its approval; the version that was approved stays', async () => {
  const { document, teacher, methodist, director, move, look } = await aCircle('roadmap')
  for (const [who, code] of [
    [teacher, 'submit'],
    [methodist, 'agree'],
    [director, 'approve'],
  ] as const)
    expect((await move(who, code)).problem).toBeUndefined()
  const open = teacher.connectYjs(document.id)
  await open.synced
  const row = new Y.Map<unknown>()
  open.doc.transact(() => {
    row.set('id', '01900000-0000-7000-8000-000000000001')
    row.set('order', 'a0')
    open.doc.getArray('rows').push([row])
  })
  await expect.poll(() => rowsOf(document.id)).toBe(1)
  expect((await look(teacher)).approved?.number).toBe(1)
  open.close()
})

test('a code on paper leads those to the document who may read it, and says what became of it', async () => {
  const { document, teacher, methodist, director, move, look } = await aCircle()
  await move(teacher, 'submit')
  await move(methodist, 'agree')
  await move(director, 'approve')
  const { approved } = await look(teacher)
  const path = `/approvals/${approved?.code ?? ''}`
  expect(await (await teacher.send('GET', path)).json()).toMatchObject({
    number: 1,
    isCurrent: true,
    document: { id: document.id },
  })
  const stranger = await signIn(server, (await aPerson(db)).email)
  expect((await stranger.send('GET', path)).status).toBe(404)
  for (const code of ['00000-00000', '%00', "' or 1=1", 'x'.repeat(2_000)])
    expect((await teacher.send('GET', `/approvals/${encodeURIComponent(code)}`)).status).toBe(404)
  await move(director, 'reopen', 'Опечатка')
  expect(await (await teacher.send('GET', path)).json()).toMatchObject({ isCurrent: false })
  await move(teacher, 'submit')
  await move(methodist, 'agree')
  await move(director, 'approve')
  expect((await look(teacher)).approved?.number).toBe(2)
})

const stamp = {
  kind: 'considered',
  body: 'на заседании методсовета',
  signer: '',
  number: '3',
  decidedOn: '2026-11-18',
}

test('stamps are put while a document goes round, at most eight, and leave with the way back', async () => {
  const { document, teacher, methodist, director, move, look } = await aCircle()
  const put = (who: Person, change: object = {}) =>
    who.send('POST', `/documents/${document.id}/stamps`, { ...stamp, ...change })
  expect((await put(methodist)).status).toBe(409)
  await move(teacher, 'submit')
  expect((await put(teacher)).status).toBe(403)
  expect((await put(methodist, { body: '' })).status).toBe(422)
  expect((await put(methodist, { kind: 'sealed' })).status).toBe(422)
  expect((await put(methodist, { decidedOn: '2026-02-31' })).status).toBe(422)
  expect((await put(methodist, { body: '<script>alert(1)</script>' })).status).toBe(201)
  const [first] = (await look(teacher)).stamps
  expect(first?.body).toBe('<script>alert(1)</script>')
  const path = `/documents/${document.id}/stamps/${first?.id ?? ''}`
  expect([
    (await methodist.send('DELETE', path)).status,
    (await methodist.send('DELETE', path)).status,
  ]).toEqual([200, 404])
  const answers = await Promise.all(Array.from({ length: 10 }, () => put(methodist)))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(8)
  await move(methodist, 'agree')
  await move(director, 'approve')
  expect((await put(methodist)).status).toBe(409)
  await move(director, 'reopen', 'Ещё раз')
  expect((await look(teacher)).stamps).toEqual([])
})
