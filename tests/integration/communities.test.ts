import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aCommunity, aMember } from '../factories/community.ts'
import { aDocument } from '../factories/document.ts'
import { aPerson } from '../factories/person.ts'
import { aSchool } from '../factories/school.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { openBrowser, type Browser } from '../support/browser.ts'
import { race } from '../support/race.ts'

let app: OpenApi
let leader: Browser
let leaderId: string
let communityId: string
beforeAll(async () => {
  app = await openApi()
  const person = await aPerson(app.db)
  leaderId = person.id
  leader = openBrowser(app)
  await leader.signIn(person.email)
})
beforeEach(async () => {
  communityId = (await aCommunity(app.db)).id
  await aMember(app.db, { communityId, personId: leaderId, role: 'leader' })
})
afterAll(() => app.close())

const epochOf = async (documentId: string): Promise<number> => {
  const [row] = await app.sql<
    { epoch: number }[]
  >`select acl_epoch as epoch from document where id = ${documentId}`
  return row?.epoch ?? 0
}
const membershipOf = (personId: string) => app.sql<{ role: string; left: boolean }[]>`
  select role, left_on is not null as left from community_member
  where community_id = ${communityId} and person_id = ${personId}`
const aColleague = async (role: 'leader' | 'member' | 'observer' = 'member') => {
  const person = await aPerson(app.db)
  await aMember(app.db, { communityId, personId: person.id, role })
  const browser = openBrowser(app)
  await browser.signIn(person.email)
  return { person, browser }
}
const member = (personId: string) => `/communities/${communityId}/members/${personId}`

test('who founds a community leads it', async () => {
  const founder = openBrowser(app)
  const person = await aPerson(app.db, { installationRole: 'systemAdministrator' })
  await founder.signIn(person.email)
  const body = { name: 'Математика без границ', kind: 'subject', goal: 'Никто не готовит урок в одиночку' }
  const answer = await founder.send('POST', '/communities', { body })
  expect(answer.status).toBe(201)
  const { id } = (await answer.json()) as { id: string }
  expect(await (await founder.get(`/communities/${id}`)).json()).toMatchObject({
    ...body,
    visibility: 'closed',
    members: [{ person: { id: person.id }, role: 'leader' }],
    abilities: expect.arrayContaining(['community.manage', 'community.invite']) as string[],
  })
})

test('a community shows its schools in the order of the network and its members by name', async () => {
  const schools = [await aSchool(app.db), await aSchool(app.db)]
  const [first, second] = schools.map(({ id }) => id)
  const yusupov = await aPerson(app.db, { lastName: 'Юсупов', schoolIds: [second ?? '', first ?? ''] })
  const ageeva = await aPerson(app.db, { lastName: 'Агеева', schoolIds: [first ?? ''] })
  for (const { id } of [yusupov, ageeva]) await aMember(app.db, { communityId, personId: id })

  const shown = (await (await leader.get(`/communities/${communityId}`)).json()) as {
    schools: { id: string }[]
    members: { person: { lastName: string }; school: { id: string } | null }[]
  }
  expect(shown.members.map(({ person }) => person.lastName)).toEqual([
    'Агеева',
    expect.stringMatching('Иванова'),
    'Юсупов',
  ])
  expect(shown.members.at(-1)?.school?.id).toBe(second)
  expect(shown.schools.map(({ id }) => id).slice(-2)).toEqual([first, second])
  expect(JSON.stringify(shown)).not.toContain('@example.org')
})

test('sending a member away ends her rights, keeps the day and is felt in open documents at once', async () => {
  const { person, browser } = await aColleague()
  const document = await aDocument(app.db, { communityId })
  const elsewhere = await aDocument(app.db)
  expect((await browser.get(`/communities/${communityId}`)).status).toBe(200)

  expect((await leader.send('DELETE', member(person.id))).status).toBe(200)
  expect((await browser.get(`/communities/${communityId}`)).status).toBe(404)
  expect(await membershipOf(person.id)).toEqual([{ role: 'member', left: true }])
  expect(await epochOf(document.id)).toBe(2)
  expect(await epochOf(elsewhere.id)).toBe(1)
  expect(app.withdrawals).toContainEqual({ communityId, personId: person.id })
  expect((await leader.send('DELETE', member(person.id))).status).toBe(404)
})

test('a member may leave, and no member may send another away', async () => {
  const [first, second] = [await aColleague(), await aColleague()]
  expect((await first.browser.send('DELETE', member(second.person.id))).status).toBe(403)
  expect((await first.browser.send('DELETE', member(first.person.id))).status).toBe(200)
  expect(await membershipOf(first.person.id)).toEqual([{ role: 'member', left: true }])
  expect(await membershipOf(second.person.id)).toEqual([{ role: 'member', left: false }])
})

test('who comes back on the same day is a member again, with one row', async () => {
  const { person } = await aColleague()
  await app.sql`update community_member set joined_on = (now() at time zone 'Europe/Moscow')::date where person_id = ${person.id}`
  await leader.send('DELETE', member(person.id))
  const schoolId = (await aSchool(app.db)).id
  const invited = await leader.send('POST', `/communities/${communityId}/invitations`, {
    body: { schoolId, role: 'observer' },
  })
  const { link } = (await invited.json()) as { link: string }
  const browser = openBrowser(app)
  await browser.signIn(person.email)
  const path = `/invitations/${link.slice(link.lastIndexOf('/') + 1)}/accept`
  expect((await browser.send('POST', path, { body: {} })).status).toBe(200)
  expect(await membershipOf(person.id)).toEqual([{ role: 'observer', left: false }])
})

test('another role counts at once, up and down', async () => {
  const { person, browser } = await aColleague('observer')
  const document = await aDocument(app.db, { communityId })
  const rename = () => browser.send('PATCH', `/communities/${communityId}`, { body: { name: 'Новое имя' } })
  expect((await rename()).status).toBe(403)
  expect((await leader.send('PATCH', member(person.id), { body: { role: 'moderator' } })).status).toBe(200)
  expect((await rename()).status).toBe(200)
  expect((await leader.send('PATCH', member(person.id), { body: { role: 'observer' } })).status).toBe(200)
  expect((await rename()).status).toBe(403)
  expect(await epochOf(document.id)).toBe(3)
})

test('a community is never left without who leads it', async () => {
  const document = await aDocument(app.db, { communityId })
  expect((await leader.send('DELETE', member(leaderId))).status).toBe(409)
  expect((await leader.send('PATCH', member(leaderId), { body: { role: 'member' } })).status).toBe(409)
  expect((await leader.send('PATCH', member(leaderId), { body: { role: 'leader' } })).status).toBe(200)
  expect(await epochOf(document.id)).toBe(2)

  const { person, browser } = await aColleague('leader')
  const answers = await race(app.sql, `select 1 from community where id = '${communityId}' for update`, [
    () => leader.send('DELETE', member(leaderId)),
    () => browser.send('DELETE', member(person.id)),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('closed communities are listed for members and the administrator only, others by name for the network', async () => {
  const open = await aCommunity(app.db, { visibility: 'open' })
  const outsider = openBrowser(app)
  await outsider.signIn((await aPerson(app.db)).email)
  const administrator = openBrowser(app)
  await administrator.signIn((await aPerson(app.db, { installationRole: 'systemAdministrator' })).email)
  const list = async (browser: Browser) => {
    const all = (await (await browser.get('/communities')).json()) as { id: string; role: string | null }[]
    return all.filter(({ id }) => [communityId, open.id].includes(id)).map(({ id, role }) => [id, role])
  }
  expect(await list(outsider)).toEqual([[open.id, null]])
  expect(await list(administrator)).toHaveLength(2)
  expect(await list(leader)).toContainEqual([communityId, 'leader'])
  expect((await administrator.get(`/communities/${communityId}`)).status).toBe(404)
})
