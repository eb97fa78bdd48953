import { can } from 'shared/permissions/can'
import {
  communityCapabilities,
  documentCapabilities,
  networkCapabilities,
  type Capability,
} from 'shared/permissions/capabilities'
import type { CommunityRole } from 'shared/permissions/roles'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCommunity, aMember } from '../factories/community.ts'
import { aDocument } from '../factories/document.ts'
import { aNetwork } from '../factories/network.ts'
import { aPerson } from '../factories/person.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { openBrowser, type Browser } from '../support/browser.ts'
import { allRoutes, fillPath } from '../support/routes.ts'

/**
 * Every actor at every route, with ids of her own community and with foreign ones. Written against the policies that
 * the routes declare, so a route that lands tomorrow is in it; what each actor may is written down here once more.
 */
type Actor = { roles: string[]; community?: CommunityRole; knows: ('network' | 'community' | 'document')[] }

const actors: Record<string, Actor> = {
  'a teacher of another community': { roles: ['teacher'], knows: ['network'] },
  'a coordinator of the network': { roles: ['teacher', 'coordinator'], knows: ['network', 'community'] },
  'the system administrator': { roles: ['teacher', 'systemAdministrator'], knows: ['network'] },
  'an observer': {
    roles: ['teacher', 'observer'],
    community: 'observer',
    knows: ['network', 'community', 'document'],
  },
  'a member': {
    roles: ['teacher', 'member'],
    community: 'member',
    knows: ['network', 'community', 'document'],
  },
  'a leader': {
    roles: ['teacher', 'leader'],
    community: 'leader',
    knows: ['network', 'community', 'document'],
  },
}

type Family = Actor['knows'][number] | 'installation'
const familyOf = (capability: Capability): Family => {
  if ((documentCapabilities as readonly string[]).includes(capability)) return 'document'
  if ((communityCapabilities as readonly string[]).includes(capability)) return 'community'
  return (networkCapabilities as readonly string[]).includes(capability) ? 'network' : 'installation'
}

/** 'allowed', or the problem that the actor must get. */
const verdict = (actor: Actor, capability: Capability): 'allowed' | 'denied' | 'notFound' => {
  if (can({ roles: actor.roles }, capability)) return 'allowed'
  const family = familyOf(capability)
  return family !== 'installation' && actor.knows.includes(family) ? 'denied' : 'notFound'
}

let app: OpenApi
const browsers = new Map<string, { browser: Browser; personId: string }>()
const at = (actor: string) => {
  const found = browsers.get(actor)
  if (!found) throw new Error(`${actor} has not signed in`)
  return found
}

beforeAll(async () => {
  app = await openApi()
  const network = await aNetwork(app.db)
  for (const [name, actor] of Object.entries(actors)) {
    const isAdministrator = actor.roles.includes('systemAdministrator')
    const person = await aPerson(app.db, isAdministrator ? { installationRole: 'systemAdministrator' } : {})
    if (actor.roles.includes('coordinator'))
      await app.sql`insert into role_grant (id, person_id, role, scope, scope_id)
        values (gen_random_uuid(), ${person.id}, 'coordinator', 'network', ${network.id})`
    await aMember(app.db, { personId: person.id, role: 'leader' })
    const browser = openBrowser(app)
    expect((await browser.signIn(person.email)).status).toBe(200)
    browsers.set(name, { browser, personId: person.id })
  }
})
afterAll(() => app.close())

/** A community with a document; `member` belongs to it, if she does at all. */
const aWorld = async (member?: { personId: string; role: CommunityRole }) => {
  const community = await aCommunity(app.db)
  const document = await aDocument(app.db, { communityId: community.id })
  await aMember(app.db, { communityId: community.id, role: 'leader' })
  if (member) await aMember(app.db, { communityId: community.id, ...member })
  return { community: community.id, document: document.id }
}
type World = Awaited<ReturnType<typeof aWorld>>

const subjectIn = (world: World, capability: Capability): string =>
  familyOf(capability) === 'document' ? world.document : world.community

const NOTHING = '01900000-0000-7000-8000-000000000000'

const ask = async (browser: Browser, method: string, path: string, body: unknown = {}) => {
  const answer = await browser.send(method, path, method === 'GET' ? {} : { body })
  const text = await answer.text()
  const parsed: unknown = answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : {}
  return { status: answer.status, problem: (parsed as { problem?: string }).problem, text }
}

const guarded = () =>
  allRoutes(app).flatMap(({ method, path, policy }) =>
    policy.kind === 'needs' ? [{ method, path, ...policy }] : [],
  )

test('nobody who is not signed in passes any route but the open ones', async () => {
  const world = await aWorld()
  const closed = allRoutes(app).filter(({ policy }) => policy.kind !== 'open')
  expect(closed.length).toBeGreaterThan(20)
  for (const { method, path } of closed) {
    const answer = await ask(openBrowser(app), method, fillPath(path, { id: world.community }, NOTHING))
    expect([answer.status, answer.problem], `${method} ${path}`).toEqual([401, 'signedOut'])
  }
})

test('open routes are the few that must be', () => {
  const open = allRoutes(app).filter(({ policy }) => policy.kind === 'open')
  expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
    'GET /api/invitations/:token',
    'GET /api/network/welcome',
    'GET /api/openapi.json',
    'GET /api/passwords/:token',
    'POST /api/auth/sign-in/email',
    'POST /api/auth/sign-out',
    'POST /api/invitations/:token/accept',
    'POST /api/passwords/:token',
  ])
})

test('who may change something needs more than to read it', () => {
  // Leaving is everybody's right (sending others away is asked for inside); a visit and a favourite are notes about oneself; what an
  // exchange brings is judged by the room, as at its other doors (SPEC R1, X1).
  const harmless = [
    'DELETE /api/communities/:id/members/:personId',
    'POST /api/documents/:id/visit',
    'POST /api/documents/:id/sync',
    'PUT /api/documents/:id/favourite',
    'DELETE /api/documents/:id/favourite',
  ]
  const reading = /\.(read|view)$/
  const lax = guarded().filter(({ method, capability }) => method !== 'GET' && reading.test(capability))
  for (const { method, path } of lax) expect(harmless).toContain(`${method} ${path}`)
})

test('people, schools and invitations are managed by whom DESIGN §5 names', () => {
  const managed = guarded().filter(({ path }) =>
    /^\/api\/(people|schools|network|communities\/:id$|communities\/:id\/(members|invitations))/.test(path),
  )
  const table = Object.fromEntries(
    managed.map(({ method, path, capability }) => [`${method} ${path}`, capability]),
  )
  expect(table).toEqual({
    'GET /api/people': 'network.manage',
    'PATCH /api/people/:id': 'network.manage',
    'POST /api/people/:id/password-link': 'network.manage',
    'PUT /api/people/:id/roles': 'network.manage',
    'POST /api/people/:id/employments': 'network.manage',
    'DELETE /api/people/:id/employments/:schoolId': 'network.manage',
    'GET /api/network': 'network.read',
    'POST /api/network': 'network.create',
    'PATCH /api/network': 'network.manage',
    'GET /api/schools': 'network.read',
    'POST /api/schools': 'network.manage',
    'PATCH /api/schools/:id': 'network.manage',
    'DELETE /api/schools/:id': 'network.manage',
    'GET /api/communities/:id': 'community.read',
    'PATCH /api/communities/:id': 'community.manage',
    'PATCH /api/communities/:id/members/:personId': 'community.manage',
    'DELETE /api/communities/:id/members/:personId': 'community.read',
    'GET /api/communities/:id/invitations': 'community.invite',
    'POST /api/communities/:id/invitations': 'community.invite',
    'DELETE /api/communities/:id/invitations/:invitationId': 'community.invite',
  })
})

describe.each(Object.entries(actors))('%s', (name, actor) => {
  test('gets what her roles allow and nothing else', async () => {
    const { browser, personId } = at(name)
    for (const { method, path, capability, parameter } of guarded()) {
      const world = await aWorld(actor.community && { personId, role: actor.community })
      const values = { personId, ...(parameter !== null && { [parameter]: subjectIn(world, capability) }) }
      const answer = await ask(browser, method, fillPath(path, values, NOTHING))
      const expected = verdict(actor, capability)
      const where = `${method} ${path} as ${name}: ${answer.text.slice(0, 200)}`
      if (expected !== 'allowed') expect(answer.problem, where).toBe(expected)
      else expect(['denied', 'signedOut', 'unexpected'], where).not.toContain(answer.problem)
    }
  })

  test('finds nothing of a community she has no standing in, nor what does not exist', async () => {
    const { browser } = at(name)
    const foreign = await aWorld()
    for (const { method, path, capability, parameter } of guarded()) {
      if (parameter === null) continue
      const standing = { ...actor, roles: actor.roles.filter((role) => role !== actor.community) }
      const knows = actor.community ? (['network'] as const) : actor.knows
      const expected = verdict({ ...standing, knows: [...knows] }, capability)
      const theirs = await ask(
        browser,
        method,
        fillPath(path, { [parameter]: subjectIn(foreign, capability) }, NOTHING),
      )
      const where = `${method} ${path} as ${name}: ${theirs.text.slice(0, 200)}`
      if (expected === 'allowed') expect(theirs.problem, where).not.toBe('unexpected')
      else expect(theirs.problem, where).toBe(expected)
      for (const id of [NOTHING, 'no-id', '%00', "' or 1=1"]) {
        const nothing = await ask(
          browser,
          method,
          fillPath(path, { [parameter]: encodeURIComponent(id) }, NOTHING),
        )
        expect([nothing.status, nothing.problem], `${where} ${id}`).toEqual([404, 'notFound'])
      }
    }
  })
})

test('an outsider’s refusal tells nothing apart: absent and foreign answers are equal', async () => {
  const { browser } = at('a teacher of another community')
  const foreign = await aWorld()
  const bare = (text: string) => text.replace(/"requestId":"[^"]*"/, '')
  for (const { method, path, capability, parameter } of guarded()) {
    if (parameter === null) continue
    const theirs = await ask(
      browser,
      method,
      fillPath(path, { [parameter]: subjectIn(foreign, capability) }, NOTHING),
    )
    const absent = await ask(browser, method, fillPath(path, { [parameter]: NOTHING }, NOTHING))
    expect(bare(theirs.text), `${method} ${path}`).toBe(bare(absent.text))
  }
})

test('a leader reaches nothing of another community through the second id of a path', async () => {
  const { browser, personId } = at('a leader')
  const foreign = await aWorld()
  const [theirs] = await app.sql<{ personId: string }[]>`
    select person_id as "personId" from community_member where community_id = ${foreign.community}`
  const [invitation] = await app.sql<{ id: string }[]>`
    insert into invitation (id, token_hash, kind, community_id, expires_at)
    values (gen_random_uuid(), 'foreign', 'member', ${foreign.community}, now() + interval '1 day') returning id`
  const body = { role: 'observer', title: 'Чужое', name: 'Чужое', text: 'Чужое' }
  const rest = [theirs?.personId, invitation?.id, foreign.document, foreign.community]
  for (const { method, path, capability, parameter } of guarded()) {
    const parameters = path.match(/:[a-zA-Z]+/g) ?? []
    if (parameter === null || parameters.length < 2) continue
    const mine = await aWorld({ personId, role: 'leader' })
    for (const id of rest) {
      const answer = await ask(
        browser,
        method,
        fillPath(path, { [parameter]: subjectIn(mine, capability) }, id ?? ''),
        body,
      )
      expect(answer.status, `${method} ${path} with ${id ?? ''}: ${answer.text}`).toBeGreaterThanOrEqual(400)
      expect(answer.problem).not.toBe('unexpected')
    }
  }
  const [after] = await app.sql`select revoked_at, used_at from invitation where id = ${invitation?.id ?? ''}`
  expect(after).toEqual({ revoked_at: null, used_at: null })
})
