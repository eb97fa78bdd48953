import { issueAdministratorLink, hasAdministrator } from 'server/invitations/issue'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aCommunity, aMember } from '../factories/community.ts'
import { next } from '../factories/next.ts'
import { aPerson } from '../factories/person.ts'
import { aSchool } from '../factories/school.ts'
import { openApi, ORIGIN, type OpenApi } from '../support/api.ts'
import { openBrowser, type Browser } from '../support/browser.ts'
import { race } from '../support/race.ts'

type Made = { id: string; link: string; code: string; expiresAt: string }

let app: OpenApi
let leader: Browser
let communityId: string
let schoolId: string

beforeAll(async () => {
  app = await openApi()
  const person = await aPerson(app.db)
  communityId = (await aCommunity(app.db)).id
  await aMember(app.db, { communityId, personId: person.id, role: 'leader' })
  leader = openBrowser(app)
  await leader.signIn(person.email)
})
beforeEach(async () => {
  schoolId = (await aSchool(app.db)).id
})
afterAll(() => app.close())

const invite = async (wish: Record<string, unknown> = {}): Promise<Made & { token: string }> => {
  const answer = await leader.send('POST', `/communities/${communityId}/invitations`, {
    body: { schoolId, role: 'member', position: 'учитель математики', ...wish },
  })
  expect(answer.status).toBe(201)
  const made = (await answer.json()) as Made
  return { ...made, token: made.link.replace(`${ORIGIN}/invitation/`, '') }
}

const account = (wish: Record<string, unknown> = {}) => ({
  lastName: 'Жданова',
  firstName: 'Екатерина',
  patronymic: 'Олеговна',
  email: `zhdanova${next()}@example.org`,
  password: 'медведь варит варенье',
  ...wish,
})

const accept = (token: string, body: unknown = account(), browser = openBrowser(app)) =>
  browser.send('POST', `/invitations/${encodeURIComponent(token)}/accept`, { body })

const problemOf = async (answer: Response) => [
  answer.status,
  ((await answer.json()) as { problem: string }).problem,
]
const peopleCount = async () => (await app.sql`select id from person`).length

test('leads by a link into a school and a community, signed in and at the school', async () => {
  const { token } = await invite()
  const browser = openBrowser(app)
  for (const _look of [1, 2, 3]) expect((await browser.get(`/invitations/${token}`)).status).toBe(200)

  expect((await accept(token, account(), browser)).status).toBe(200)
  const me: unknown = await (await browser.get('/me')).json()
  expect(me).toMatchObject({
    person: { shortName: 'Жданова\u00a0Е.\u00a0О.', initials: 'ЕЖ' },
    school: { id: schoolId },
    workplaces: [{ id: schoolId, jobTitle: 'учитель математики', isPrimary: true }],
    communities: [{ id: communityId, role: 'member' }],
  })
})

test('shows whom it invites where before it is accepted', async () => {
  const { token, expiresAt } = await invite({ email: 'Fomina@Example.org' })
  const face: unknown = await (await openBrowser(app).get(`/invitations/${token}`)).json()
  expect(face).toEqual({
    kind: 'member',
    networkName: 'Сеть школ Заречного округа',
    school: expect.objectContaining({ id: schoolId }) as object,
    community: { id: communityId, name: expect.any(String) as string },
    email: 'fomina@example.org',
    expiresAt,
  })
})

test('is good for one person: the next one is told, and no account is made', async () => {
  const { token } = await invite()
  expect((await accept(token)).status).toBe(200)
  const before = await peopleCount()
  expect(await problemOf(await accept(token))).toEqual([410, 'invitationUsed'])
  expect(await problemOf(await openBrowser(app).get(`/invitations/${token}`))).toEqual([
    410,
    'invitationUsed',
  ])
  expect(await peopleCount()).toBe(before)
})

test('lets one of many in who accept at the same moment', async () => {
  const { token, id } = await invite()
  const before = await peopleCount()
  const lock = `select 1 from invitation where id = '${id}' for update`
  const answers = await race(
    app.sql,
    lock,
    [1, 2, 3, 4].map(() => () => accept(token)),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410])
  expect(await peopleCount()).toBe(before + 1)
})

test('is worth nothing after fourteen days, and after it was taken back', async () => {
  const old = await invite()
  const [row] = await app.sql<{ days: number }[]>`
    select extract(day from expires_at - created_at)::int as days from invitation where id = ${old.id}`
  expect(row?.days).toBe(14)
  await app.sql`update invitation set expires_at = now() - interval '1 second' where id = ${old.id}`
  const revoked = await invite()
  const path = `/communities/${communityId}/invitations`
  expect((await leader.send('DELETE', `${path}/${revoked.id}`)).status).toBe(200)

  const before = await peopleCount()
  for (const { token } of [old, revoked]) {
    expect(await problemOf(await accept(token))).toEqual([410, 'invitationExpired'])
    expect(await problemOf(await openBrowser(app).get(`/invitations/${token}`))).toEqual([
      410,
      'invitationExpired',
    ])
  }
  expect(await peopleCount()).toBe(before)
  const states = (await (await leader.get(path)).json()) as { id: string; state: string }[]
  expect(states).toContainEqual(expect.objectContaining({ id: old.id, state: 'expired' }))
  expect(states).toContainEqual(expect.objectContaining({ id: revoked.id, state: 'revoked' }))
})

test('bound to an address is not for another one, whether new or signed in', async () => {
  const { token } = await invite({ email: 'fomina@example.org' })
  const other = await accept(token)
  expect(other.status).toBe(422)
  expect(await other.json()).toMatchObject({ problem: 'invalid', fields: { email: 'notAllowed' } })

  const stranger = openBrowser(app)
  await stranger.signIn((await aPerson(app.db)).email)
  expect(await problemOf(await accept(token, {}, stranger))).toEqual([403, 'denied'])
  expect((await accept(token, account({ email: 'FOMINA@example.org' }))).status).toBe(200)
})

test('brings who is signed in to a second workplace, and keeps the one she is at', async () => {
  const home = await aSchool(app.db)
  const person = await aPerson(app.db, { schoolIds: [home.id] })
  const browser = openBrowser(app)
  await browser.signIn(person.email)
  const { token } = await invite({ role: 'observer' })

  expect((await accept(token, {}, browser)).status).toBe(200)
  const me = (await (await browser.get('/me')).json()) as { workplaces: { id: string }[] }
  expect(me).toMatchObject({ school: { id: home.id }, communities: [{ id: communityId, role: 'observer' }] })
  expect(me.workplaces.map(({ id }) => id)).toEqual([home.id, schoolId])
})

test('is on paper a code of twelve signs, typed as it may be', async () => {
  const { code } = await invite()
  const typed = code.toLowerCase().replaceAll('-', ' ')
  expect((await openBrowser(app).get(`/invitations/${encodeURIComponent(typed)}`)).status).toBe(200)
  expect((await accept(typed)).status).toBe(200)
  expect(await problemOf(await accept(code))).toEqual([410, 'invitationUsed'])
})

test('asks for sign-in when there is an account with the address already', async () => {
  const person = await aPerson(app.db)
  const { token } = await invite()
  expect(await problemOf(await accept(token, account({ email: person.email })))).toEqual([409, 'emailTaken'])
  const [row] =
    await app.sql`select used_at from invitation where kind = 'member' order by created_at desc limit 1`
  expect(row).toEqual({ used_at: null })
})

test.each([
  ['короткий', 'tooShort'],
  ['а'.repeat(129), 'tooLong'],
  ['Password2026!', 'common'],
  ['йцукенгшщз', 'common'],
  ['Екатерина2026', 'common'],
  ['абабабабабаб', 'common'],
])('refuses the password %s', async (password, reason) => {
  const { token } = await invite()
  const answer = await accept(token, account({ password }))
  expect(answer.status).toBe(422)
  expect(await answer.json()).toMatchObject({ problem: 'weakPassword', fields: { password: reason } })
})

test('accepts a password of 128 signs and signs in with all of it', async () => {
  const { token } = await invite()
  const mine = account({ password: 'длинный пароль из слов '.repeat(5).padEnd(128, 'я') })
  expect((await accept(token, mine)).status).toBe(200)
  expect((await openBrowser(app).signIn(mine.email, mine.password.slice(0, 127))).status).toBe(401)
  expect((await openBrowser(app).signIn(mine.email, mine.password)).status).toBe(200)
})

test('names each field that is missing', async () => {
  const { token } = await invite()
  const answer = await accept(token, { firstName: 'Екатерина', email: 'not an address' })
  expect(await answer.json()).toMatchObject({
    problem: 'invalid',
    fields: { lastName: 'required', password: 'required', email: 'format' },
  })
})

test('invites only to schools of the network', async () => {
  const answer = await leader.send('POST', `/communities/${communityId}/invitations`, {
    body: { schoolId: communityId, role: 'member' },
  })
  expect(await answer.json()).toMatchObject({ problem: 'invalid', fields: { schoolId: 'notAllowed' } })
})

test('cannot be guessed: after thirty misses an address has to wait, others do not', async () => {
  const { token } = await invite()
  const look = (value: string, peer: string) =>
    app.request(`/api/invitations/${value}`, { headers: { 'x-forwarded-for': `10.${next()}.0.1` } }, peer)
  for (let n = 0; n < 30; n += 1) expect((await look(`AAAA-BBBB-${n}`, '10.9.9.9')).status).toBe(404)
  expect((await look(token, '10.9.9.9')).status).toBe(429)
  expect((await look(token, '10.9.9.8')).status).toBe(200)
})

test('a copy of the database holds no live link or code', async () => {
  const { token, code } = await invite()
  const { link } = await issueAdministratorLink(app.db, { env: app.deps.env, now: new Date() })
  const rows = JSON.stringify(await app.sql`select * from invitation`)
  await accept(token, { ...account(), email: 'no address' })
  for (let n = 0; n < 31; n += 1)
    await openBrowser(app).send('GET', `/invitations/${token}x`, { peer: '10.8.8.8' })
  await openBrowser(app).send('GET', `/invitations/${token}`, { peer: '10.8.8.8' })
  expect(app.lines.join('')).toContain('/api/invitations/:token')
  const secrets = [token, code, code.replaceAll('-', ''), link.slice(link.lastIndexOf('/') + 1)]
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThanOrEqual(12)
    expect(rows).not.toContain(secret)
  }
  for (const line of app.lines) for (const secret of secrets) expect(line).not.toContain(secret)
})

test('the administrator’s link of the first start makes one administrator; a newer link ends an older one', async () => {
  const env = app.deps.env
  const first = await issueAdministratorLink(app.db, { env, now: new Date() })
  const second = await issueAdministratorLink(app.db, { env, now: new Date() })
  expect(second.link).toMatch(/^http:\/\/localhost:3000\/start\/[\w-]{43}$/)
  const token = (link: string) => link.slice(link.lastIndexOf('/') + 1)

  expect(await problemOf(await accept(token(first.link)))).toEqual([410, 'invitationExpired'])
  expect(await hasAdministrator(app.db)).toBe(false)
  const browser = openBrowser(app)
  expect(await (await browser.get(`/invitations/${token(second.link)}`)).json()).toMatchObject({
    kind: 'administrator',
    school: null,
    community: null,
  })
  expect((await accept(token(second.link), account(), browser)).status).toBe(200)
  expect(await hasAdministrator(app.db)).toBe(true)
  expect(await (await browser.get('/me')).json()).toMatchObject({
    abilities: ['network.create', 'network.read', 'network.manage', 'community.create'],
  })
  expect(await problemOf(await accept(token(second.link)))).toEqual([410, 'invitationUsed'])
})
