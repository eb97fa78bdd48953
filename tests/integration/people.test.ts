import { INSTALLATION } from 'db/queries/access'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aMember } from '../factories/community.ts'
import { aDocument } from '../factories/document.ts'
import { aPerson } from '../factories/person.ts'
import { aSchool } from '../factories/school.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { openBrowser, type Browser } from '../support/browser.ts'
import { race } from '../support/race.ts'

let app: OpenApi
let administrator: Browser
let administratorId: string
beforeAll(async () => {
  app = await openApi()
  const person = await aPerson(app.db, { installationRole: 'systemAdministrator' })
  administratorId = person.id
  administrator = openBrowser(app)
  await administrator.signIn(person.email)
})
afterAll(() => app.close())

const aColleague = async (schoolIds?: string[]) => {
  const person = await aPerson(app.db, schoolIds && { schoolIds })
  const browser = openBrowser(app)
  await browser.signIn(person.email)
  return { person, browser }
}
const sessionCount = async (personId: string) =>
  (await app.sql`select id from session where person_id = ${personId}`).length

test('blocking a person ends her sessions, closes her rooms and keeps her out until she is let in again', async () => {
  const { person, browser } = await aColleague()
  const membership = await aMember(app.db, { personId: person.id })
  const document = await aDocument(app.db, { communityId: membership.communityId })
  const set = (state: string) => administrator.send('PATCH', `/people/${person.id}`, { body: { state } })

  expect((await set('blocked')).status).toBe(200)
  expect((await browser.get('/me')).status).toBe(401)
  expect(await sessionCount(person.id)).toBe(0)
  expect(app.withdrawals).toContainEqual({ personId: person.id })
  const [row] = await app.sql`select acl_epoch from document where id = ${document.id}`
  expect(row).toEqual({ acl_epoch: 2 })
  expect((await browser.signIn(person.email)).status).toBe(401)

  expect((await set('active')).status).toBe(200)
  expect((await browser.signIn(person.email)).status).toBe(200)
})

test('a workplace that was ended is gone from her sessions at once; the day stays', async () => {
  const schools = [await aSchool(app.db), await aSchool(app.db)]
  const [first = '', second = ''] = schools.map(({ id }) => id)
  const { person, browser } = await aColleague([first, second])
  await browser.send('PUT', '/me/workplace', { body: { schoolId: second } })

  const end = () => administrator.send('DELETE', `/people/${person.id}/employments/${second}`)
  expect((await end()).status).toBe(200)
  expect(await (await browser.get('/me')).json()).toMatchObject({ school: null, workplaces: [{ id: first }] })
  expect((await browser.send('PUT', '/me/workplace', { body: { schoolId: second } })).status).toBe(422)
  const [row] = await app.sql`select until is not null as ended from employment where school_id = ${second}`
  expect(row).toEqual({ ended: true })
  expect(app.withdrawals).toContainEqual({ personId: person.id })
  expect((await end()).status).toBe(404)
})

test('a workplace whose last day has come counts no more, without anybody touching the session', async () => {
  const { person, browser } = await aColleague()
  expect(await (await browser.get('/me')).json()).toMatchObject({ school: expect.any(Object) as object })
  await app.sql`update employment set until = (now() at time zone 'Europe/Moscow')::date where person_id = ${person.id}`
  expect(await (await browser.get('/me')).json()).toMatchObject({
    school: null,
    workplaces: [],
    abilities: [],
  })
})

test('an administrator employs a person at a second school', async () => {
  const { person, browser } = await aColleague()
  const school = await aSchool(app.db)
  const body = { schoolId: school.id, jobTitle: 'учитель физики' }
  for (const _time of [1, 2])
    expect((await administrator.send('POST', `/people/${person.id}/employments`, { body })).status).toBe(200)
  const me = (await (await browser.get('/me')).json()) as { workplaces: unknown[] }
  expect(me.workplaces).toHaveLength(2)
  expect(me.workplaces[1]).toMatchObject({ id: school.id, jobTitle: 'учитель физики', isPrimary: false })
  const foreign = { schoolId: person.id, jobTitle: '' }
  expect(
    (await administrator.send('POST', `/people/${person.id}/employments`, { body: foreign })).status,
  ).toBe(422)
})

test('roles of the network are given and taken, and somebody always administers', async () => {
  const { person, browser } = await aColleague()
  const give = (id: string, roles: string[]) =>
    administrator.send('PUT', `/people/${id}/roles`, { body: { roles } })
  expect((await browser.get('/people')).status).toBe(403)
  expect((await give(person.id, ['systemAdministrator', 'coordinator'])).status).toBe(200)
  const listed = (await (await browser.get('/people')).json()) as {
    person: { id: string }
    roles: string[]
  }[]
  expect(listed.find(({ person: { id } }) => id === person.id)?.roles).toEqual([
    'coordinator',
    'systemAdministrator',
  ])

  expect((await give(person.id, [])).status).toBe(200)
  expect((await browser.get('/people')).status).toBe(403)
  expect((await give(administratorId, ['methodist'])).status).toBe(409)
  const blockSelf = await administrator.send('PATCH', `/people/${administratorId}`, {
    body: { state: 'blocked' },
  })
  expect(blockSelf.status).toBe(409)
  expect((await administrator.get('/people')).status).toBe(200)
})

test('a person changes her own name and language', async () => {
  const { browser } = await aColleague()
  const body = { locale: 'en', lastName: '  Киселёва ', patronymic: '' }
  expect((await browser.send('PATCH', '/me', { body })).status).toBe(200)
  expect(await (await browser.get('/me')).json()).toMatchObject({
    person: { locale: 'en', lastName: 'Киселёва', patronymic: '', shortName: 'Киселёва\u00a0М.' },
  })
  for (const wrong of [{ locale: 'de' }, { lastName: ' ' }, { firstName: 'я'.repeat(81) }])
    expect((await browser.send('PATCH', '/me', { body: wrong })).status).toBe(422)
})

test('names with line breaks and markup stay one line of the log and plain text', async () => {
  const { browser } = await aColleague()
  const body = { lastName: 'Иванова\r\n{"level":"fatal"}', firstName: '<img src=x onerror=alert(1)>' }
  await browser.send('PATCH', '/me', { body })
  expect(await (await browser.get('/me')).json()).toMatchObject({ person: body })
  for (const line of app.lines) expect(() => JSON.parse(line) as unknown).not.toThrow()
})

test('two administrators who block each other at once: one of them stays', async () => {
  const [one, other] = [
    await aPerson(app.db, { installationRole: 'systemAdministrator' }),
    await aColleague(),
  ]
  const browser = openBrowser(app)
  await browser.signIn(one.email)
  await app.sql`insert into role_grant (id, person_id, role, scope, scope_id)
    values (gen_random_uuid(), ${other.person.id}, 'systemAdministrator', 'installation', ${INSTALLATION})`
  await app.sql`delete from role_grant where person_id = ${administratorId}`
  const block = (by: Browser, personId: string) => () =>
    by.send('PATCH', `/people/${personId}`, { body: { state: 'blocked' } })
  const lock = `select 1 from role_grant where role = 'systemAdministrator' for update`
  const answers = await race(app.sql, lock, [block(browser, other.person.id), block(other.browser, one.id)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const left = await app.sql`select 1 from person p join role_grant g on g.person_id = p.id
    where g.role = 'systemAdministrator' and p.state = 'active'`
  expect(left).toHaveLength(1)
  await app.sql`insert into role_grant (id, person_id, role, scope, scope_id)
    values (gen_random_uuid(), ${administratorId}, 'systemAdministrator', 'installation', ${INSTALLATION})`
})

test('what is done with people is written down', async () => {
  const { person } = await aColleague()
  await administrator.send('PATCH', `/people/${person.id}`, { body: { state: 'blocked' } })
  await administrator.send('PUT', `/people/${person.id}/roles`, { body: { roles: ['methodist'] } })
  const deeds = await app.sql`
    select action, detail, actor_id from audit_entry where subject_id = ${person.id} order by at`
  expect([...deeds]).toEqual([
    { action: 'person.blocked', detail: '', actor_id: administratorId },
    { action: 'person.roles', detail: 'methodist', actor_id: administratorId },
  ])
})
