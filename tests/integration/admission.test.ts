import { createAdmitter } from 'server/access/admit'
import { must } from 'shared/must'
import type { CommunityRole } from 'shared/permissions/roles'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aMember } from '../factories/community.ts'
import { aDocument } from '../factories/document.ts'
import { aPerson } from '../factories/person.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { openBrowser } from '../support/browser.ts'

let app: OpenApi
let admitter: ReturnType<typeof createAdmitter>
beforeAll(async () => {
  app = await openApi()
  admitter = createAdmitter(app.deps)
})
afterAll(() => app.close())

const headersOf = (browser: ReturnType<typeof openBrowser>) =>
  new Headers({ cookie: [...browser.jar].map(([name, value]) => `${name}=${value}`).join('; ') })

const atTheDoor = async (role?: CommunityRole) => {
  const person = await aPerson(app.db)
  const document = await aDocument(app.db)
  if (role) await aMember(app.db, { communityId: document.communityId, personId: person.id, role })
  const browser = openBrowser(app)
  const bearer = (await browser.signIn(person.email)).headers.get('set-auth-token') ?? ''
  const who = must(await admitter.identify(headersOf(browser)), 'a session')
  return { person, document, browser, bearer, who }
}

test('cookie and bearer token say the same person, anything else nobody', async () => {
  const { person, who, bearer } = await atTheDoor()
  expect(who).toMatchObject({ personId: person.id, sessionId: expect.any(String) as string })
  const by = (authorization: string) => admitter.identify(new Headers({ authorization }))
  expect(await by(`Bearer ${bearer}`)).toEqual(who)
  expect(await by(`Bearer ${bearer.split('.')[0] ?? ''}`)).toBeNull()
  expect(await by('Basic YTpi')).toBeNull()
  expect(await admitter.identify(new Headers())).toBeNull()
})

test.each([
  ['leader', 'edit'],
  ['moderator', 'edit'],
  ['member', 'edit'],
  ['observer', 'comment'],
] as const)('a %s comes in to %s', async (role, mode) => {
  const { person, document, who } = await atTheDoor(role)
  expect(await admitter.admit(who, document.id)).toEqual({
    documentId: document.id,
    kind: 'note',
    gen: 1,
    aclEpoch: 1,
    mode,
    person: {
      id: person.id,
      name: `${person.lastName} Мария Петровна`,
      shortName: `${person.lastName}\u00a0М.\u00a0П.`,
    },
    school: {
      id: who.schoolId,
      shortName: expect.any(String) as string,
      colour: expect.any(Number) as number,
    },
    sessionId: who.sessionId,
  })
})

test('foreign, absent, trashed and misnamed documents are all absent', async () => {
  const { document, who } = await atTheDoor('member')
  const foreign = await aDocument(app.db)
  const trashed = await aDocument(app.db, { communityId: document.communityId, trashedAt: new Date() })
  const names = [foreign.id, trashed.id, '01900000-0000-7000-8000-000000000000', 'no-id', '', '~', "' or 1=1"]
  for (const name of names) expect(await admitter.admit(who, name), name).toEqual({ refused: 'absent' })
})

test('a generation in the name must be the one that stands', async () => {
  const { document, who } = await atTheDoor('member')
  await app.sql`update document set gen = 3 where id = ${document.id}`
  expect(await admitter.admit(who, `${document.id}~3`)).toMatchObject({ gen: 3, mode: 'edit' })
  expect(await admitter.admit(who, document.id)).toMatchObject({ gen: 3 })
  for (const gen of ['2', '4', '', '03x', '3~3', '-3', '3.0'])
    expect(await admitter.admit(who, `${document.id}~${gen}`), gen).toEqual({ refused: 'absent' })
})

test('who signed out or was blocked since she came to the door is not let in', async () => {
  const one = await atTheDoor('member')
  await one.browser.send('POST', '/auth/sign-out')
  expect(await admitter.admit(one.who, one.document.id)).toEqual({ refused: 'signedOut' })

  const other = await atTheDoor('member')
  await app.sql`update person set state = 'blocked' where id = ${other.person.id}`
  expect(await admitter.admit(other.who, other.document.id)).toEqual({ refused: 'signedOut' })
  expect(await admitter.identify(headersOf(other.browser))).toBeNull()
})

test('the school at the cursor is the one she works for now', async () => {
  const { person, document, who } = await atTheDoor('member')
  await app.sql`update employment set until = current_date - 1 where person_id = ${person.id}`
  expect(await admitter.admit(who, document.id)).toMatchObject({ school: null })
})
