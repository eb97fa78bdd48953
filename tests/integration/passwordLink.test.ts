import type { PasswordLinkMade } from 'shared/people/passwordLink'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aNetwork } from '../factories/network.ts'
import { aPerson } from '../factories/person.ts'
import { openApi, ORIGIN, type OpenApi } from '../support/api.ts'
import { openBrowser, type Browser } from '../support/browser.ts'

const NEW = 'дождь идёт с утра'

let app: OpenApi
let administrator: Browser
beforeAll(async () => {
  app = await openApi()
  await aNetwork(app.db)
  const { email } = await aPerson(app.db, { installationRole: 'systemAdministrator' })
  administrator = openBrowser(app)
  await administrator.signIn(email)
})
afterAll(() => app.close())

const issue = async (personId: string) => {
  const answer = await administrator.send('POST', `/people/${personId}/password-link`, {})
  expect(answer.status).toBe(201)
  const { link } = (await answer.json()) as PasswordLinkMade
  expect(link.startsWith(`${ORIGIN}/password/`)).toBe(true)
  return link.replace(`${ORIGIN}/password/`, '')
}
const use = (token: string, password = NEW, browser = openBrowser(app)) =>
  browser.send('POST', `/passwords/${token}`, { body: { password } })
const problemOf = async (answer: Response) => ((await answer.json()) as { problem: string }).problem

test('a person who forgot her password sets a new one, is signed in with it, and nobody else stays', async () => {
  const person = await aPerson(app.db)
  const elsewhere = openBrowser(app)
  await elsewhere.signIn(person.email)
  const token = await issue(person.id)
  const browser = openBrowser(app)
  for (const _look of [1, 2]) {
    const face: unknown = await (await browser.get(`/passwords/${token}`)).json()
    expect(face).toMatchObject({ email: person.email })
  }
  expect((await use(token, NEW, browser)).status).toBe(200)
  expect(await (await browser.get('/me')).json()).toMatchObject({ person: { id: person.id } })
  expect((await elsewhere.get('/me')).status).toBe(401)
  expect((await openBrowser(app).signIn(person.email)).status).toBe(401)
  expect((await openBrowser(app).signIn(person.email, NEW)).status).toBe(200)
  expect(await problemOf(await use(token))).toBe('notFound')
})

test('a link is kept as a hash, and of two people who use it at once one wins', async () => {
  const person = await aPerson(app.db)
  const token = await issue(person.id)
  const kept = await app.sql`select identifier, value from verification`
  expect(JSON.stringify(kept)).not.toContain(token)
  const answers = await Promise.all([use(token, NEW), use(token, 'снег лежит до мая')])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 404])
})

test('a weak password, an older link, one out of date and a blocked person change nothing', async () => {
  const person = await aPerson(app.db)
  const older = await issue(person.id)
  const token = await issue(person.id)
  expect((await use(older)).status).toBe(404)
  expect(await problemOf(await use(token, 'qwertyuiop1'))).toBe('weakPassword')
  await app.sql`update person set state = 'blocked' where id = ${person.id}`
  expect((await use(token)).status).toBe(404)
  expect((await administrator.send('POST', `/people/${person.id}/password-link`, {})).status).toBe(409)
  await app.sql`update person set state = 'active' where id = ${person.id}`
  await app.sql`update verification set expires_at = now() - interval '1 second'`
  expect((await use(token)).status).toBe(404)
  expect((await openBrowser(app).signIn(person.email)).status).toBe(200)
})
