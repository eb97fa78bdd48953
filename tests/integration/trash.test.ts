import type { DocumentOutput, DocumentSummary, TrashedDocument } from 'shared/documents/outputs'
import { shortName } from 'shared/people/names'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aMember } from '../factories/community.ts'
import { aPerson } from '../factories/person.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import type { Browser } from '../support/browser.ts'
import { aWriter, enter, lesson, makeDocument, readOf, type Content } from '../support/writing.ts'

let app: OpenApi
beforeAll(async () => {
  app = await openApi()
})
afterAll(() => app.close())

describe('the trash', () => {
  it('closes the rooms, hides the document from who may not bring it back, and gives it back whole', async () => {
    const { browser, community } = await aWriter(app)
    const id = await makeDocument(browser, community.id, lesson)
    const before = await readOf<Content>(browser, `/documents/${id}/content`)
    const member = await aPerson(app.db)
    await aMember(app.db, { communityId: community.id, personId: member.id })
    const colleague = await enter(app, member.email)
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
    expect(await readOf<DocumentSummary[]>(browser, '/documents')).toEqual([])
    expect((await readOf<DocumentOutput>(browser, `/documents/${id}`)).trashedAt).not.toBeNull()
    expect((await browser.send('POST', `/documents/${id}/restore`)).status).toBe(200)
    expect(await readOf<Content>(colleague, `/documents/${id}/content`)).toEqual(before)
    expect((await readOf<DocumentSummary[]>(colleague, '/documents')).map((row) => row.id)).toEqual([id])
  })
})

describe('the list of the trash', () => {
  const colleagueIn = async (communityId: string, role: 'member' | 'observer' = 'member') => {
    const person = await aPerson(app.db)
    await aMember(app.db, { communityId, personId: person.id, role })
    return { person, browser: await enter(app, person.email) }
  }
  const trash = (browser: Browser) => readOf<TrashedDocument[]>(browser, '/documents/trash')

  it('shows leaders everything, makers their own, with who put it there; others nothing', async () => {
    const { browser: leader, community, person } = await aWriter(app)
    const maker = await colleagueIn(community.id)
    const other = await colleagueIn(community.id)
    const id = await makeDocument(maker.browser, community.id, lesson)
    const led = await makeDocument(leader, community.id, { kind: 'note', title: 'Протокол' })
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
    const { browser: leader, community } = await aWriter(app)
    const maker = await colleagueIn(community.id)
    const id = await makeDocument(maker.browser, community.id, lesson)
    await maker.browser.send('DELETE', `/documents/${id}`)
    const [first] = await trash(leader)
    expect((await leader.send('DELETE', `/documents/${id}`)).status).toBe(200)
    expect(await trash(leader)).toEqual([first])
    await app.sql`update community_member set role = 'observer' where person_id = ${maker.person.id}`
    expect(await trash(maker.browser)).toEqual([])
    expect((await maker.browser.send('POST', `/documents/${id}/restore`)).status).toBe(404)
  })
})
