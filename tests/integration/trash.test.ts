import type { BodyNode } from 'shared/documents/body'
import type { DocumentOutput, DocumentSummary, TrashedDocument } from 'shared/documents/outputs'
import { shortName } from 'shared/people/names'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCommunity, aMember } from '../factories/community.ts'
import { aPerson } from '../factories/person.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { openBrowser, type Browser } from '../support/browser.ts'

let app: OpenApi
beforeAll(async () => {
  app = await openApi()
})
afterAll(() => app.close())

type Content = {
  body: BodyNode
  fields: Record<string, string | null>
  rows: { stage: string; title: string }[]
}

const enter = async (email: string): Promise<Browser> => {
  const browser = openBrowser(app)
  await browser.signIn(email)
  return browser
}

/** A signed-in member of a community of her own. */
const aWriter = async (role: 'leader' | 'member' | 'observer' = 'leader', locale = 'ru') => {
  const person = await aPerson(app.db, { locale })
  const community = await aCommunity(app.db)
  await aMember(app.db, { communityId: community.id, personId: person.id, role })
  return { person, community, browser: await enter(person.email) }
}

const make = async (browser: Browser, communityId: string, body: unknown) => {
  const answer = await browser.send('POST', `/communities/${communityId}/documents`, { body })
  expect(answer.status).toBe(201)
  return ((await answer.json()) as { id: string }).id
}

const read = async <T>(browser: Browser, path: string): Promise<T> => {
  const answer = await browser.get(path)
  expect(answer.status).toBe(200)
  return (await answer.json()) as T
}

const lesson = { kind: 'lessonPlan', title: 'Теорема Виета, 8 класс', template: 'lesson.plan' }

describe('the trash', () => {
  it('closes the rooms, hides the document from who may not bring it back, and gives it back whole', async () => {
    const { browser, community } = await aWriter()
    const id = await make(browser, community.id, lesson)
    const before = await read<Content>(browser, `/documents/${id}/content`)
    const member = await aPerson(app.db)
    await aMember(app.db, { communityId: community.id, personId: member.id })
    const colleague = await enter(member.email)
    const epoch = async () => {
      const [row] = await app.sql<
        { epoch: number }[]
      >`select acl_epoch as epoch from document where id = ${id}`
      return row?.epoch ?? 0
    }
    const epochBefore = await epoch()
    expect((await browser.send('DELETE', `/documents/${id}`)).status).toBe(200)
    expect(app.withdrawals).toContainEqual({ documentId: id })
    expect(await epoch()).toBeGreaterThan(epochBefore)
    expect((await colleague.get(`/documents/${id}`)).status).toBe(404)
    expect((await colleague.get(`/documents/${id}/content`)).status).toBe(404)
    expect((await colleague.send('PATCH', `/documents/${id}`, { body: { title: 'Живой' } })).status).toBe(404)
    expect((await colleague.send('POST', `/documents/${id}/visit`)).status).toBe(404)
    expect((await colleague.get(`/documents/${id}/plan`)).status).toBe(404)
    expect((await browser.send('PATCH', `/documents/${id}`, { body: { title: 'Живой' } })).status).toBe(404)
    expect(await read<DocumentSummary[]>(browser, '/documents')).toEqual([])
    expect((await read<DocumentOutput>(browser, `/documents/${id}`)).trashedAt).not.toBeNull()
    expect((await browser.send('POST', `/documents/${id}/restore`)).status).toBe(200)
    expect(await read<Content>(colleague, `/documents/${id}/content`)).toEqual(before)
    expect((await read<DocumentSummary[]>(colleague, '/documents')).map((row) => row.id)).toEqual([id])
  })
})

describe('the list of the trash', () => {
  const colleagueIn = async (communityId: string, role: 'member' | 'observer' = 'member') => {
    const person = await aPerson(app.db)
    await aMember(app.db, { communityId, personId: person.id, role })
    return { person, browser: await enter(person.email) }
  }
  const trash = (browser: Browser) => read<TrashedDocument[]>(browser, '/documents/trash')

  it('shows leaders everything, makers their own, with who put it there; others nothing', async () => {
    const { browser: leader, community, person } = await aWriter()
    const maker = await colleagueIn(community.id)
    const other = await colleagueIn(community.id)
    const id = await make(maker.browser, community.id, lesson)
    const led = await make(leader, community.id, { kind: 'note', title: 'Протокол' })
    expect((await other.browser.send('DELETE', `/documents/${id}`)).status).toBe(403)
    expect((await maker.browser.send('DELETE', `/documents/${id}`)).status).toBe(200)
    expect((await leader.send('DELETE', `/documents/${led}`)).status).toBe(200)
    expect((await trash(leader)).map((row) => row.id)).toEqual([led, id])
    const [own, ...more] = await trash(maker.browser)
    expect(more).toEqual([])
    expect(own).toMatchObject({ id, title: lesson.title, trashedBy: shortName(maker.person) })
    expect((await trash(leader))[0]?.trashedBy).toBe(shortName(person))
    expect(await trash(other.browser)).toEqual([])
    expect((await other.browser.send('POST', `/documents/${id}/restore`)).status).toBe(404)
    expect((await maker.browser.send('POST', `/documents/${id}/restore`)).status).toBe(200)
    expect(await trash(maker.browser)).toEqual([])
  })

  it('keeps the first moment when two put the same away, and forgets makers who no longer write', async () => {
    const { browser: leader, community } = await aWriter()
    const maker = await colleagueIn(community.id)
    const id = await make(maker.browser, community.id, lesson)
    await maker.browser.send('DELETE', `/documents/${id}`)
    const [first] = await trash(leader)
    expect((await leader.send('DELETE', `/documents/${id}`)).status).toBe(200)
    expect(await trash(leader)).toEqual([first])
    await app.sql`update community_member set role = 'observer' where person_id = ${maker.person.id}`
    expect(await trash(maker.browser)).toEqual([])
    expect((await maker.browser.send('POST', `/documents/${id}/restore`)).status).toBe(404)
  })
})
