import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCommunity, aMember } from '../factories/community.ts'
import { aDocument } from '../factories/document.ts'
import { aPerson } from '../factories/person.ts'
import { aVersion } from '../factories/version.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { openBrowser, type Browser } from '../support/browser.ts'
import { allRoutes, fillPath } from '../support/routes.ts'

type Schema = {
  $ref?: string
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  /** True-like: further keys are the sender's own, as in a text. */
  additionalProperties?: unknown
}
type Operation = {
  summary?: string
  responses?: Record<string, { content?: { 'application/json'?: { schema?: Schema } } }>
}
type Specification = {
  paths: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, Schema> }
}

let app: OpenApi
let leader: Browser
let specification: Specification
let ids: Record<string, string>
beforeAll(async () => {
  app = await openApi()
  const person = await aPerson(app.db, { installationRole: 'systemAdministrator' })
  const community = await aCommunity(app.db)
  await aMember(app.db, { communityId: community.id, personId: person.id, role: 'leader' })
  const document = await aDocument(app.db, { communityId: community.id, createdBy: person.id })
  await aVersion(app.db, { id: document.id, documentId: document.id })
  ids = { '/api/communities/': community.id, '/api/documents/': document.id }
  leader = openBrowser(app)
  await leader.signIn(person.email)
  await leader.send('POST', `/communities/${community.id}/invitations`, {
    body: { schoolId: (await app.sql`select id from school limit 1`)[0]?.id as string },
  })
  specification = (await (await openBrowser(app).get('/openapi.json')).json()) as Specification
})
afterAll(() => app.close())

const operationOf = ({ method, path }: { method: string; path: string }): Operation | undefined =>
  specification.paths[path.replace(/:([a-zA-Z]+)/g, '{$1}')]?.[method.toLowerCase()]

test('every route of the API is in its description', () => {
  const missing = allRoutes(app).filter((route) => !operationOf(route))
  expect(missing.map(({ method, path }) => `${method} ${path}`)).toEqual([])
})

const resolve = (schema: Schema): Schema => {
  const name = schema.$ref?.split('/').at(-1)
  return (name && specification.components?.schemas?.[name]) || schema
}

/** Every key of a value that its schema does not know, as paths. */
const strayKeys = (value: unknown, given: Schema, at: string): string[] => {
  const schema = resolve(given)
  if (schema.anyOf) {
    const found = schema.anyOf.map((option) => strayKeys(value, option, at))
    return found.reduce((least, other) => (other.length < least.length ? other : least))
  }
  if (Array.isArray(value))
    return value.flatMap((item: unknown) => (schema.items ? strayKeys(item, schema.items, `${at}[]`) : []))
  if (typeof value !== 'object' || value === null || !schema.properties) return []
  if (schema.additionalProperties) return []
  const { properties } = schema
  return Object.entries(value).flatMap(([key, inner]) => {
    const known = properties[key]
    return known ? strayKeys(inner, known, `${at}.${key}`) : [`${at}.${key}`]
  })
}

test('answers hold what their schemas name and nothing that leaks beside it', async () => {
  const described = allRoutes(app).flatMap(({ method, path }) => {
    const schema = operationOf({ method, path })?.responses?.['200']?.content?.['application/json']?.schema
    return method === 'GET' && schema ? [{ path, schema }] : []
  })
  expect(described.length).toBeGreaterThan(7)
  for (const { path, schema } of described) {
    const id = Object.entries(ids).find(([prefix]) => path.startsWith(prefix))?.[1] ?? 'none'
    const answer = await leader.get(fillPath(path, {}, id))
    // Who looks with a made-up token or code gets nothing; their own tests look with real ones.
    if (!/\/:(token|code)$/.test(path)) expect(answer.status, path).toBe(200)
    if (answer.ok) expect(strayKeys(await answer.json(), schema, path)).toEqual([])
  }
})
