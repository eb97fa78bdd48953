import { afterAll, beforeAll, expect, it } from 'vitest'
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

const aReader = async (communityId: string) => {
  const person = await aPerson(app.db)
  await aMember(app.db, { communityId, personId: person.id })
  const browser = openBrowser(app)
  await browser.signIn(person.email)
  return async (query: string): Promise<string[]> => {
    const answer = await browser.get(`/documents?${query}`)
    expect(answer.status, query).toBe(200)
    return ((await answer.json()) as { id: string }[]).map(({ id }) => id)
  }
}

it('a list of documents goes on below its last one, each document once, though several share a moment', async () => {
  const { id: communityId } = await aCommunity(app.db)
  const list = await aReader(communityId)
  const createdAt = new Date('2026-11-20T10:00:00.123Z')
  for (let n = 0; n < 7; n++) await aDocument(app.db, { communityId, createdAt })
  await app.sql`update document set created_at = created_at + interval '456 microseconds' where community_id = ${communityId}`
  const whole = await list('')
  const parts: string[] = []
  for (let part = await list('limit=3'); part.length > 0; part = await list(`limit=3&before=${parts.at(-1)}`))
    parts.push(...part)
  expect(parts).toEqual(whole)
  expect(whole).toHaveLength(7)
})

it('a list of documents is narrowed by its filters, inside what one may read', async () => {
  const { id: communityId } = await aCommunity(app.db)
  const list = await aReader(communityId)
  const foreign = await aDocument(app.db, { state: 'approved' })
  const approved = await aDocument(app.db, { communityId, state: 'approved' })
  const lesson = await aDocument(app.db, { communityId, kind: 'lessonPlan' })
  expect(await list('state=approved')).toEqual([approved.id])
  expect(await list('kind=lessonPlan&state=')).toEqual([lesson.id])
  expect(await list(`community=${foreign.communityId}`)).toEqual([])
  expect(await list(`before=${foreign.id}`)).toEqual([])
})
