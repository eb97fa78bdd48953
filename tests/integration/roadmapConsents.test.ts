import { newId } from 'db/id'
import { seedDocument } from 'db/queries/log'
import { addAction } from 'shared/roadmaps/change'
import type { PlanSurroundings } from 'shared/roadmaps/outputs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { aCommunity, aMember } from '../factories/community.ts'
import { aDocument } from '../factories/document.ts'
import { aPerson } from '../factories/person.ts'
import { aSchool } from '../factories/school.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { openBrowser, type Browser } from '../support/browser.ts'

let app: OpenApi
beforeAll(async () => {
  app = await openApi()
})
afterAll(() => app.close())

const aColleague = async (communityId: string, role: 'member' | 'observer' = 'member') => {
  const school = await aSchool(app.db)
  const person = await aPerson(app.db, { schoolIds: [school.id] })
  await aMember(app.db, { communityId, personId: person.id, role })
  const browser = openBrowser(app)
  expect((await browser.signIn(person.email)).status).toBe(200)
  return { school, person, browser }
}

const aPlan = async () => {
  const community = await aCommunity(app.db)
  const document = await aDocument(app.db, { communityId: community.id, kind: 'roadmap' })
  return { communityId: community.id, path: `/documents/${document.id}`, documentId: document.id }
}

const anAction = async (documentId: string): Promise<string> => {
  const doc = new Y.Doc()
  const id = newId()
  addAction(doc, { stage: 'reflection' }, { id })
  const updates = [Y.encodeStateAsUpdate(doc)]
  await app.db.transaction((tx) => seedDocument(tx, { documentId, updates, at: new Date() }))
  return id
}

const planOf = async (browser: Browser, path: string) => {
  const answer = await browser.send('GET', `${path}/plan`)
  expect(answer.status).toBe(200)
  return (await answer.json()) as PlanSurroundings
}

describe('what stands around a plan', () => {
  it('names the members, and whom the rows name already, with their schools', async () => {
    const { communityId, path, documentId } = await aPlan()
    const { browser, person, school } = await aColleague(communityId)
    const guest = await aPerson(app.db)
    await aMember(app.db, { communityId, personId: guest.id })
    await app.sql`update community_member set left_on = current_date where person_id = ${guest.id}`
    const [stranger, spied] = [await aPerson(app.db), await aPerson(app.db)]
    const doc = new Y.Doc()
    const responsible = [guest.id, spied.id].map((id) => ({ id, label: null }))
    addAction(doc, { stage: 'reflection', responsible }, { id: newId() })
    await app.db.transaction((tx) =>
      seedDocument(tx, { documentId, updates: [Y.encodeStateAsUpdate(doc)], at: new Date() }),
    )
    await app.deps.projections.settle()
    const { people, schools, today } = await planOf(browser, path)
    expect(people.find(({ id }) => id === person.id)).toMatchObject({ schoolId: school.id, isMember: true })
    expect(people.find(({ id }) => id === guest.id)).toMatchObject({ isMember: false })
    expect(people.map(({ id }) => id)).not.toContain(stranger.id)
    expect(people.map(({ id }) => id)).not.toContain(spied.id)
    expect(schools.map(({ id }) => id)).toContain(school.id)
    expect(today).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  })
})

describe('a cancellation', () => {
  it('is agreed to by each school for itself, and its newest word stands', async () => {
    const { communityId, path, documentId } = await aPlan()
    const [one, other] = [await aColleague(communityId), await aColleague(communityId)]
    const actionId = await anAction(documentId)
    const agree = (browser: Browser, reason: string) =>
      browser.send('PUT', `${path}/actions/${actionId}/consent`, { body: { reason } })
    expect((await agree(one.browser, 'карантин')).status).toBe(200)
    expect((await agree(one.browser, 'нет приборов')).status).toBe(200)
    expect((await agree(other.browser, ' нет приборов ')).status).toBe(200)
    const { consents } = await planOf(one.browser, path)
    expect(new Set(consents.map(({ schoolId }) => schoolId))).toEqual(
      new Set([one.school.id, other.school.id]),
    )
    expect(consents.map(({ reason }) => reason)).toEqual(['нет приборов', 'нет приборов'])
  })

  it('is not agreed to without a reason, by who may not edit, or about what is not in the plan', async () => {
    const { communityId, path, documentId } = await aPlan()
    const { browser } = await aColleague(communityId)
    const observer = await aColleague(communityId, 'observer')
    const at = `${path}/actions/${await anAction(documentId)}/consent`
    expect((await browser.send('PUT', at, { body: { reason: ' ' } })).status).toBe(422)
    expect((await observer.browser.send('PUT', at, { body: { reason: 'карантин' } })).status).toBe(403)
    for (const nowhere of ['all', newId()]) {
      const answer = await browser.send('PUT', `${path}/actions/${nowhere}/consent`, {
        body: { reason: 'карантин' },
      })
      expect(answer.status, nowhere).toBe(404)
    }
    expect((await planOf(browser, path)).consents).toEqual([])
  })

  it('asks for a school when the person works for none now', async () => {
    const { communityId, path } = await aPlan()
    const person = await aPerson(app.db, { schoolIds: [] })
    await aMember(app.db, { communityId, personId: person.id, role: 'member' })
    const browser = openBrowser(app)
    await browser.signIn(person.email)
    const answer = await browser.send('PUT', `${path}/actions/${newId()}/consent`, {
      body: { reason: 'карантин' },
    })
    expect([answer.status, await answer.json()]).toMatchObject([422, { fields: { school: 'required' } }])
  })
})
