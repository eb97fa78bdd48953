import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPerson } from '../factories/person.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { openBrowser } from '../support/browser.ts'

let app: OpenApi
beforeAll(async () => {
  app = await openApi()
})
afterAll(() => app.close())

const sessionsOf = (personId: string) => app.sql<{ id: string; schoolId: string | null }[]>`
    select id, school_id as "schoolId" from session where person_id = ${personId}`

test('a right password opens a session at the only workplace, sign-out ends it', async () => {
  const person = await aPerson(app.db)
  const browser = openBrowser(app)

  expect((await browser.signIn(person.email.toUpperCase())).status).toBe(200)
  const [session] = await sessionsOf(person.id)
  expect(session?.schoolId).not.toBeNull()
  expect(browser.jar.has('krug.session')).toBe(true)

  expect((await browser.send('POST', '/auth/sign-out')).status).toBe(200)
  expect(await sessionsOf(person.id)).toHaveLength(0)
  expect(app.withdrawals).toContainEqual({ sessionId: session?.id })
  expect(browser.jar.has('krug.session')).toBe(false)
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
    expect(await answer.json()).toMatchObject({ problem: 'wrongCredentials' })
    expect(answer.headers.getSetCookie()).toEqual([])
  }
})
