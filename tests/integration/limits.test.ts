import { attemptLimits } from 'server/access/attempts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { next } from '../factories/next.ts'
import { aPerson, PASSWORD } from '../factories/person.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { openBrowser, type Browser } from '../support/browser.ts'

let app: OpenApi
beforeAll(async () => {
  app = await openApi()
})
afterAll(() => app.close())

/** Every attempt claims to come from somewhere else. */
const guess = (browser: Browser, email: string) =>
  browser.signIn(email, 'не тот пароль', {
    headers: { 'x-forwarded-for': `203.0.113.${next() % 250}, 198.51.100.${next() % 250}` },
  })

// The rules themselves are tried in server/src/access/attempts.test.ts; here that sign-in keeps them.
test('a child at the next computer guesses ten times, and locks out neither colleagues nor the owner', async () => {
  const [owner, colleague] = [await aPerson(app.db), await aPerson(app.db)]
  const own = openBrowser(app)
  await own.signIn(owner.email)
  await own.send('POST', '/auth/sign-out')

  const child = openBrowser(app)
  const statuses: number[] = []
  for (let n = 0; n <= attemptLimits.account; n += 1) statuses.push((await guess(child, owner.email)).status)
  expect(statuses).toEqual([...Array.from({ length: attemptLimits.account }, () => 401), 429])
  expect((await child.signIn(owner.email)).status).toBe(429)

  expect(app.lines.filter((line) => line.includes('"refused"'))).toHaveLength(attemptLimits.account + 2)
  expect(app.lines.join('')).not.toContain(owner.email)

  expect((await openBrowser(app).signIn(colleague.email)).status).toBe(200)
  expect((await own.signIn(owner.email)).status).toBe(200)
})

test('behind one trusted proxy the address is what the proxy saw', async () => {
  const proxied = await openApi({ trustProxy: 1 })
  const person = await aPerson(proxied.db)
  await openBrowser(proxied).signIn(person.email, PASSWORD, {
    peer: '127.0.0.1',
    headers: { 'x-forwarded-for': '203.0.113.9, 10.0.0.42' },
  })
  const [session] = await proxied.sql`select ip_address from session where person_id = ${person.id}`
  expect(session).toEqual({ ip_address: '10.0.0.42' })
  await proxied.close()
})
