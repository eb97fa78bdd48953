import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPerson } from '../factories/person.ts'
import { aSchool } from '../factories/school.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { openBrowser } from '../support/browser.ts'

let app: OpenApi
beforeAll(async () => {
  app = await openApi()
})
afterAll(() => app.close())

type SessionRow = { id: string; schoolId: string | null; ownDevice: boolean; ipAddress: string }
const sessionsOf = (personId: string) =>
  app.sql<SessionRow[]>`
    select id, school_id as "schoolId", own_device as "ownDevice", ip_address as "ipAddress"
    from session where person_id = ${personId} order by created_at`

const signedIn = async (wish?: Parameters<typeof aPerson>[1]) => {
  const person = await aPerson(app.db, wish)
  const browser = openBrowser(app)
  expect((await browser.signIn(person.email)).status).toBe(200)
  return { person, browser }
}

test('a right password opens a session at the only workplace, sign-out ends it', async () => {
  const { person, browser } = await signedIn()
  const [session] = await sessionsOf(person.id)
  expect(session?.schoolId).not.toBeNull()
  expect(session?.ipAddress).toBe('10.0.0.7')
  expect(browser.jar.has('krug.session')).toBe(true)

  const stolen = new Map(browser.jar)
  expect((await browser.send('POST', '/auth/sign-out')).status).toBe(200)
  expect(await sessionsOf(person.id)).toHaveLength(0)
  expect(app.withdrawals).toContainEqual({ sessionId: session?.id })
  expect(browser.jar.has('krug.session')).toBe(false)
  for (const [name, value] of stolen) browser.jar.set(name, value)
  expect((await browser.get('/me')).status).toBe(401)
})

test('an address is one whatever its letters’ case', async () => {
  const person = await aPerson(app.db)
  expect((await openBrowser(app).signIn(`  ${person.email.toUpperCase()} `)).status).toBe(200)
})

test('an unknown address, a wrong password and a blocked person get the same answer', async () => {
  const person = await aPerson(app.db)
  const blocked = await aPerson(app.db, { state: 'blocked' })
  const answers = await Promise.all([
    openBrowser(app).signIn('nobody@example.org'),
    openBrowser(app).signIn(person.email, 'не тот пароль'),
    openBrowser(app).signIn(blocked.email),
  ])
  for (const answer of answers) {
    expect(answer.status).toBe(401)
    expect(Object.keys((await answer.json()) as object)).toEqual(['problem', 'requestId'])
    expect(answer.headers.getSetCookie()).toEqual([])
  }
  expect(new Set(answers.map((answer) => [...answer.headers.keys()].join())).size).toBe(1)
})

test('nobody makes an account for herself', async () => {
  const before = await app.sql`select id from person`
  for (const path of [
    '/auth/sign-up/email',
    '/auth/update-user',
    '/auth/get-session',
    '/auth/list-sessions',
  ]) {
    const body = { email: 'new@example.org', password: 'совсем новый пароль', name: 'Новая' }
    expect((await openBrowser(app).send('POST', path, { body })).status, path).toBe(404)
  }
  expect(await app.sql`select id from person`).toHaveLength(before.length)
})

test('a changed or foreign cookie is nobody', async () => {
  const { browser } = await signedIn()
  const cookie = browser.jar.get('krug.session') ?? ''
  const [token = ''] = decodeURIComponent(cookie).split('.')
  for (const forged of [`${cookie.slice(0, -6)}AAA%3D`, encodeURIComponent(token), `${token}.${token}`, '']) {
    browser.jar.set('krug.session', forged)
    expect((await browser.get('/me')).status, forged).toBe(401)
  }
})

test('with two workplaces she chooses, and only among her own', async () => {
  const schools = [await aSchool(app.db), await aSchool(app.db), await aSchool(app.db)]
  const [first, second, foreign] = schools.map(({ id }) => id)
  const { person, browser } = await signedIn({ schoolIds: [first ?? '', second ?? ''] })
  expect(await (await browser.get('/me')).json()).toMatchObject({
    school: null,
    workplaces: [
      { id: first, isPrimary: true },
      { id: second, isPrimary: false },
    ],
  })
  const choose = (schoolId?: string) => browser.send('PUT', '/me/workplace', { body: { schoolId } })
  expect((await choose(foreign)).status).toBe(422)
  expect((await choose(second)).status).toBe(200)
  expect(await (await browser.get('/me')).json()).toMatchObject({ school: { id: second } })
  const [session] = await sessionsOf(person.id)
  expect(app.withdrawals).toContainEqual({ sessionId: session?.id })
})

test('«это мой компьютер» is kept with the session; elsewhere the sign-in ends with the browser', async () => {
  const person = await aPerson(app.db)
  const signIn = (ownDevice: boolean) =>
    openBrowser(app).signIn(person.email, undefined, { extra: { ownDevice } })
  const maxAge = (answer: Response) =>
    answer.headers
      .getSetCookie()
      .find((line) => line.startsWith('krug.session='))
      ?.includes('Max-Age')

  expect(maxAge(await signIn(true))).toBe(true)
  expect(maxAge(await signIn(false))).toBe(false)
  expect((await sessionsOf(person.id)).map(({ ownDevice }) => ownDevice)).toEqual([true, false])

  const { browser } = await signedIn()
  expect(await (await browser.get('/me')).json()).toMatchObject({ ownDevice: false })
  await browser.send('PUT', '/me/device', { body: { own: true } })
  expect(await (await browser.get('/me')).json()).toMatchObject({ ownDevice: true })
})

test('a session that is over, too old or without its person is nobody', async () => {
  const changes: Record<string, string> = {
    idle: `update session set expires_at = now() - interval '1 second'`,
    'thirty days old': `update session set created_at = now() - interval '31 days'`,
    'of a blocked person': `update person set state = 'blocked'`,
  }
  for (const [name, change] of Object.entries(changes)) {
    const { person, browser } = await signedIn()
    expect((await browser.get('/me')).status).toBe(200)
    const column = change.includes('person') ? 'id' : 'person_id'
    await app.sql.unsafe(`${change} where ${column} = '${person.id}'`)
    expect((await browser.get('/me')).status, name).toBe(401)
  }
})

test('signing in again in the same browser leaves one session, and the rooms of the old one hear of it', async () => {
  const { person, browser } = await signedIn()
  const [before] = await app.sql<{ id: string }[]>`select id from session where person_id = ${person.id}`
  await browser.signIn(person.email)
  const after = await app.sql<{ id: string }[]>`select id from session where person_id = ${person.id}`
  expect(after).toHaveLength(1)
  expect(after[0]?.id).not.toBe(before?.id)
  expect(app.withdrawals).toContainEqual({ sessionId: before?.id })
})

test('signing in sweeps out the sessions of this person that ended by themselves', async () => {
  const { person } = await signedIn()
  const { person: other } = await signedIn()
  await app.sql`update session set expires_at = now() - interval '1 second' where person_id in (${person.id}, ${other.id})`
  await openBrowser(app).signIn(person.email)
  expect(await sessionsOf(person.id)).toHaveLength(1)
  expect(await sessionsOf(other.id)).toHaveLength(1)
  const kept = await app.sql`select 1 from session where person_id = ${person.id} and expires_at > now()`
  expect(kept).toHaveLength(1)
})

test('a session in use is kept alive and its cookie with it', async () => {
  const { person, browser } = await signedIn()
  await app.sql`update session set expires_at = now() + interval '5 days' where person_id = ${person.id}`
  const answer = await browser.get('/me')
  expect(answer.headers.getSetCookie().join()).toMatch(/krug\.session=[^;]+; Max-Age=604800/)
  const [row] = await app.sql<{ days: number }[]>`
    select round(extract(epoch from expires_at - now()) / 86400)::int as days from session where person_id = ${person.id}`
  expect(row?.days).toBe(7)
})

test('the bearer token of a sign-in serves clients without cookies', async () => {
  const person = await aPerson(app.db)
  const token = (await openBrowser(app).signIn(person.email)).headers.get('set-auth-token') ?? ''
  const me = await app.request('/api/me', { headers: { authorization: `Bearer ${token}` } })
  expect(await me.json()).toMatchObject({ person: { id: person.id } })
})

test('a new password needs the old one, ends every other session and tells the rooms', async () => {
  const { person, browser } = await signedIn()
  const elsewhere = openBrowser(app)
  await elsewhere.signIn(person.email)
  const [here, there] = await sessionsOf(person.id)
  const change = (current: string, password: string) =>
    browser.send('PUT', '/me/password', { body: { current, password } })

  expect((await change('не тот пароль', 'дождь стучит по крыше')).status).toBe(422)
  expect((await change('тихая речка у леса', 'короткий')).status).toBe(422)
  expect((await elsewhere.get('/me')).status).toBe(200)
  expect((await change('тихая речка у леса', 'дождь стучит по крыше')).status).toBe(200)

  expect((await browser.get('/me')).status).toBe(200)
  expect((await elsewhere.get('/me')).status).toBe(401)
  expect(app.withdrawals).toContainEqual({ sessionId: there?.id })
  expect(app.withdrawals).not.toContainEqual({ sessionId: here?.id })
  expect((await openBrowser(app).signIn(person.email)).status).toBe(401)
  expect((await openBrowser(app).signIn(person.email, 'дождь стучит по крыше')).status).toBe(200)
})

test('over https cookies are bound to this host and never travel in the open', async () => {
  const secure = await openApi({ publicUrl: 'https://krug.example.org' })
  const person = await aPerson(secure.db)
  const answer = await secure.request('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://krug.example.org' },
    body: JSON.stringify({ email: person.email, password: 'тихая речка у леса' }),
  })
  const cookies = answer.headers.getSetCookie()
  expect(cookies.map((line) => line.split('=')[0])).toEqual(['__Host-krug.session', '__Host-krug.device'])
  for (const line of cookies) {
    for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/'])
      expect(line).toContain(attribute)
    expect(line).not.toContain('Domain')
  }
  expect(answer.headers.get('strict-transport-security')).toMatch(/^max-age=31536000/)
  await secure.close()
})

test('private answers are not cached, framed or sniffed, refusals neither', async () => {
  const { browser } = await signedIn()
  for (const path of ['/me', '/communities/no-id', '/nowhere']) {
    const { headers } = await browser.get(path)
    expect(headers.get('cache-control'), path).toBe('no-store')
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  }
})
