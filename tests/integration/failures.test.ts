import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPerson } from '../factories/person.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { openBrowser, type Browser } from '../support/browser.ts'
import { allRoutes, fillPath } from '../support/routes.ts'

const NOBODY = '01900000-0000-7000-8000-000000000000'

let app: OpenApi
let browser: Browser
beforeAll(async () => {
  app = await openApi()
  browser = openBrowser(app)
  await browser.signIn((await aPerson(app.db, { installationRole: 'systemAdministrator' })).email)
  await app.sql.end()
})
afterAll(() => app.close())

test('when the database is gone, every route says so in general words and the log alone knows why', async () => {
  let failed = 0
  for (const { method, path } of allRoutes(app)) {
    const answer = await browser.send(
      method,
      fillPath(path, {}, NOBODY),
      method === 'GET' ? {} : { body: {} },
    )
    if (path === '/api/openapi.json') continue
    const text = await answer.text()
    const body = JSON.parse(text) as { problem: string; requestId: string }
    expect(
      Object.keys(body).filter((key) => !['problem', 'requestId', 'fields'].includes(key)),
      path,
    ).toEqual([])
    if (answer.status !== 500) continue
    failed += 1
    expect(body.problem).toBe('unexpected')
    expect(answer.headers.get('x-request-id')).toBe(body.requestId)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const line = app.lines.find((logged) => logged.includes(body.requestId))
    expect(line, `${method} ${path}`).toContain('stack')
  }
  expect(failed).toBeGreaterThan(20)
})

test('no secret of a session has come into the log', () => {
  const session = decodeURIComponent(browser.jar.get('krug.session') ?? '').split('.')[0] ?? ''
  expect(session.length).toBeGreaterThan(20)
  for (const line of app.lines) expect(line).not.toContain(session)
})
