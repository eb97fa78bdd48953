import type { FolderOutput } from 'shared/folders/outputs'
import { DEPTH_MAX } from 'shared/folders/tree'
import type { CommunityRole } from 'shared/permissions/roles'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCommunity, aMember } from '../factories/community.ts'
import { aDocument } from '../factories/document.ts'
import { aPerson } from '../factories/person.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { openBrowser } from '../support/browser.ts'

let app: OpenApi
beforeAll(async () => {
  app = await openApi()
})
afterAll(() => app.close())

const someone = async (communityId: string, role: CommunityRole) => {
  const person = await aPerson(app.db)
  await aMember(app.db, { communityId, personId: person.id, role })
  const browser = openBrowser(app)
  await browser.signIn(person.email)
  return browser
}

const aPlace = async () => {
  const { id } = await aCommunity(app.db)
  const writer = await someone(id, 'member')
  const root = `/communities/${id}/folders`
  const make = async (name: string, parentId: string | null = null) => {
    const answer = await writer.send('POST', root, { body: { name, parentId } })
    return { status: answer.status, body: (await answer.json()) as { id: string; fields?: object } }
  }
  const list = async () => (await (await writer.get(root)).json()) as FolderOutput[]
  const place = (documentId: string, folderId: string | null) =>
    writer.send('PUT', `/communities/${id}/documents/${documentId}/folder`, { body: { folderId } })
  return { id, writer, root, make, list, place }
}

describe('folders of a community', () => {
  test('are made in one another, named as people count, and hold documents', async () => {
    const { id, make, list, place } = await aPlace()
    const outer = await make('Урок 10')
    await make('Урок 9')
    const inner = await make('  7   класс ', outer.body.id)
    const document = await aDocument(app.db, { communityId: id })
    expect((await place(document.id, inner.body.id)).status).toBe(200)
    expect(await list()).toEqual([
      { id: inner.body.id, name: '7 класс', parentId: outer.body.id, documents: [document.id] },
      expect.objectContaining({ name: 'Урок 9', documents: [] }),
      expect.objectContaining({ name: 'Урок 10' }),
    ])
    await place(document.id, outer.body.id)
    expect((await list()).find(({ id }) => id === outer.body.id)?.documents).toEqual([document.id])
    await place(document.id, null)
    expect((await list()).flatMap(({ documents }) => documents)).toEqual([])
  })

  test('lose nothing when one is taken away: what lay in it lies one level higher', async () => {
    const { id, writer, root, make, list, place } = await aPlace()
    const outer = await make('Внешняя')
    const middle = await make('Средняя', outer.body.id)
    const inner = await make('Внутренняя', middle.body.id)
    const document = await aDocument(app.db, { communityId: id })
    await place(document.id, middle.body.id)
    expect((await writer.send('DELETE', `${root}/${middle.body.id}`)).status).toBe(200)
    expect(await list()).toEqual(
      [
        { id: outer.body.id, name: 'Внешняя', parentId: null, documents: [document.id] },
        { id: inner.body.id, name: 'Внутренняя', parentId: outer.body.id, documents: [] },
      ].sort((one, other) => one.name.localeCompare(other.name, 'ru')),
    )
    await writer.send('DELETE', `${root}/${outer.body.id}`)
    expect((await list()).map(({ parentId, documents }) => [parentId, documents])).toEqual([[null, []]])
    expect((await writer.get(`/documents/${document.id}`)).status).toBe(200)
    expect((await writer.send('DELETE', `${root}/${outer.body.id}`)).status).toBe(404)
  })

  test('are not put into themselves, also by two at once, nor called alike, nor laid too deep', async () => {
    const { writer, root, make, list } = await aPlace()
    const [one, other] = [await make('Первая'), await make('Вторая')]
    const into = (folder: typeof one, parent: typeof one) =>
      writer.send('PATCH', `${root}/${folder.body.id}`, { body: { parentId: parent.body.id } })
    expect((await into(one, one)).status).toBe(422)
    const both = await Promise.all([into(one, other), into(other, one)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422])
    expect((await list()).filter(({ parentId }) => parentId === null)).toHaveLength(1)
    expect((await make('новая')).status).toBe(201)
    expect((await make('НОВАЯ')).body.fields).toEqual({ name: 'taken' })
    expect((await make(' ')).body.fields).toEqual({ name: 'required' })
    let parent: string | null = null
    for (let depth = 0; depth < DEPTH_MAX; depth++) parent = (await make(`Глубина ${depth}`, parent)).body.id
    expect((await make('Слишком глубоко', parent)).body.fields).toEqual({ parentId: 'notAllowed' })
  })

  test('are kept in order by who writes, and hold nothing of another community', async () => {
    const { id, root, make, place } = await aPlace()
    const elsewhere = await aPlace()
    const reader = await someone(id, 'observer')
    const folder = await make('Папка')
    expect((await reader.get(root)).status).toBe(200)
    expect((await reader.send('POST', root, { body: { name: 'Моя' } })).status).toBe(403)
    expect((await reader.send('DELETE', `${root}/${folder.body.id}`)).status).toBe(403)
    expect((await elsewhere.writer.send('POST', root, { body: { name: 'Чужая' } })).status).toBe(404)
    const foreign = await aDocument(app.db, { communityId: elsewhere.id })
    expect((await place(foreign.id, folder.body.id)).status).toBe(404)
    const own = await aDocument(app.db, { communityId: id })
    const there = await elsewhere.make('Там')
    expect((await place(own.id, there.body.id)).status).toBe(404)
  })
})

describe('what a person keeps at hand', () => {
  test('is hers alone, listed by itself, and never more than she may read', async () => {
    const { id, writer } = await aPlace()
    const colleague = await someone(id, 'member')
    const [first, second] = [
      await aDocument(app.db, { communityId: id }),
      await aDocument(app.db, { communityId: id }),
    ]
    const foreign = await aDocument(app.db)
    const keep = (documentId: string) => writer.send('PUT', `/documents/${documentId}/favourite`)
    for (const { id } of [first, first, second]) expect((await keep(id)).status).toBe(200)
    expect((await keep(foreign.id)).status).toBe(404)
    expect(await (await writer.get('/favourites')).json()).toEqual([second.id, first.id])
    expect(await (await colleague.get('/favourites')).json()).toEqual([])
    const listed = async () =>
      ((await (await writer.get('/documents?favourite=1')).json()) as { id: string }[]).map(({ id }) => id)
    expect((await listed()).sort()).toEqual([first.id, second.id].sort())
    const today = (await (await writer.get('/today')).json()) as { kept: { id: string }[] }
    expect(today.kept.map(({ id }) => id)).toEqual([second.id, first.id])
    const document = await writer.get(`/documents/${first.id}`)
    expect(await document.json()).toMatchObject({ isFavourite: true })
    await writer.send('DELETE', `/documents/${first.id}/favourite`)
    expect(await listed()).toEqual([second.id])
    await app.sql`update community_member set left_on = '2020-01-01', joined_on = '2020-01-01' where community_id = ${id}`
    expect(await listed()).toEqual([])
  })
})
