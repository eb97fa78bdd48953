import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPerson } from '../factories/person.ts'
import { openApi, ORIGIN, type OpenApi } from '../support/api.ts'
import { openBrowser, type Browser } from '../support/browser.ts'
import { allRoutes, countRows, fillPath, isUnsafe } from '../support/routes.ts'

const NOBODY = '01900000-0000-7000-8000-000000000000'

let app: OpenApi
let browser: Browser
let bearer: string
beforeAll(async () => {
  app = await openApi()
  const administrator = await aPerson(app.db, { schoolIds: [], installationRole: 'systemAdministrator' })
  browser = openBrowser(app)
  bearer = (await browser.signIn(administrator.email)).headers.get('set-auth-token') ?? ''
})
afterAll(() => app.close())

const cookie = () => [...browser.jar].map(([name, value]) => `${name}=${value}`).join('; ')
const send = (method: string, path: string, headers: Record<string, string>) =>
  app.request(`/api${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(isUnsafe({ method }) && { body: '{"name":"Чужая сеть"}' }),
  })

const foreign: Record<string, Record<string, string>> = {
  'another site': { origin: 'https://evil.example' },
  'a name that begins like ours': { origin: `${ORIGIN}.evil.example` },
  'our host on another port': { origin: 'http://localhost:3001' },
  'our host over another scheme': { origin: 'https://localhost:3000' },
  'an opaque origin': { origin: 'null' },
  'no origin, but another site by its fetch metadata': { 'sec-fetch-site': 'cross-site' },
  'no origin at all': {},
}

test.each(Object.entries(foreign))('no unsafe route acts for a cookie sent by %s', async (_name, headers) => {
  const unsafe = allRoutes(app).filter(isUnsafe)
  expect(unsafe.length).toBeGreaterThan(15)
  const before = await countRows(app)
  for (const { method, path } of unsafe) {
    const answer = await send(method, fillPath(path, {}, NOBODY), { cookie: cookie(), ...headers })
    expect([answer.status, await answer.json()], `${method} ${path}`).toMatchObject([
      403,
      { problem: 'badOrigin' },
    ])
  }
  expect(await countRows(app)).toEqual(before)
  expect((await browser.get('/me')).status).toBe(200)
})

test('our own origin, by any of this machine’s names, and bearer tokens pass', async () => {
  const body = { name: 'Сеть школ', goal: '', timeZone: 'Europe/Moscow' }
  expect((await browser.send('POST', '/network', { body })).status).toBe(201)
  const change = (headers: Record<string, string>) => send('PATCH', '/network', headers)

  expect((await change({ cookie: cookie(), origin: 'http://127.0.0.1:3000' })).status).toBe(200)
  expect((await change({ cookie: cookie(), 'sec-fetch-site': 'same-origin' })).status).toBe(200)
  expect((await change({ authorization: `Bearer ${bearer}` })).status).toBe(200)
  expect((await change({ authorization: `Bearer ${bearer}x` })).status).toBe(401)
  expect((await change({ authorization: `Bearer ${bearer.split('.')[0] ?? ''}` })).status).toBe(401)
  expect((await change({})).status).toBe(401)
})

test('no answer invites other sites to read it', async () => {
  for (const { method, path } of allRoutes(app)) {
    const answer = await send(method, fillPath(path, {}, NOBODY), { origin: 'https://evil.example' })
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-allow'))).toEqual([])
  }
})
