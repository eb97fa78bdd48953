import type { Hono, MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { findTargetHandler } from 'hono/utils/handler'
import type { Capability } from 'shared/permissions/capabilities'
import { isProblem, problem } from 'shared/protocol/problem'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { refuse } from '../http/refuse.ts'
import { authorize, type Authorized } from './authorize.ts'
import type { Session } from './session.ts'

const mark = Symbol('policy')

/** What a route declares, readable at boot and by the tests that walk all routes. */
export type Policy =
  | { kind: 'open' }
  | { kind: 'signedIn' }
  | { kind: 'needs'; capability: Capability; parameter: string | null }

const passage = Symbol('passage')

type SignedInEnv = { Variables: { person: Session } }
type AllowedEnv<C extends Capability> = { Variables: { person: Session; allowed: Authorized<C> } }

const declare = <H extends object>(policy: Policy, middleware: H): H =>
  Object.assign(middleware, { [mark]: policy })

/** Marks what every request passes on its way to a route; whatever else stands at `use` or `all` is a route. */
export const passing = <H extends object>(middleware: H): H => Object.assign(middleware, { [passage]: true })

/** Anyone, signed in or not. */
export const open = () =>
  declare(
    { kind: 'open' },
    createMiddleware<AppEnv>((_c, next) => next()),
  )

/** Any signed-in person, about herself: `c.var.person`. */
export const signedIn = () =>
  declare(
    { kind: 'signedIn' },
    createMiddleware<AppEnv & SignedInEnv>(async (c, next) => {
      const person = await c.var.findSession()
      if (!person) return refuse(c, problem('signedOut'))
      c.set('person', person)
      return next()
    }),
  )

/**
 * A signed-in person who holds `capability` on the subject named by the path parameter: `c.var.allowed`.
 * Capabilities of the network and the installation take no parameter.
 */
export const needs = <C extends Capability>({ db }: Pick<Deps, 'db'>, capability: C, parameter?: string) =>
  declare(
    { kind: 'needs', capability, parameter: parameter ?? null },
    createMiddleware<AppEnv & AllowedEnv<C>>(async (c, next) => {
      const person = await c.var.findSession()
      if (!person) return refuse(c, problem('signedOut'))
      const subjectId = parameter === undefined ? undefined : (c.req.param(parameter) ?? '')
      const asker = { personId: person.personId, schoolId: person.schoolId }
      const allowed = await authorize(db, asker, capability, subjectId)
      if (isProblem(allowed)) return refuse(c, allowed)
      c.set('person', person)
      c.set('allowed', allowed)
      return next()
    }),
  )

export type DeclaredRoute = { method: string; path: string; policy: Policy }

const policyOf = (handler: object): Policy | undefined => (handler as { [mark]?: Policy })[mark]

/** Every route of the app with the policy that stands first in it. Throws when one has none. */
export const listRoutes = (app: Pick<Hono<AppEnv>, 'routes'>): DeclaredRoute[] => {
  const declared = new Map<string, DeclaredRoute>()
  for (const { method, path, handler } of app.routes) {
    const target = findTargetHandler(handler) as MiddlewareHandler
    const route = `${method} ${path}`
    if (passage in target) continue
    if (declared.has(route)) continue
    // A route for every method hides from the tests which of them change something.
    const policy = method === 'ALL' ? undefined : policyOf(target)
    if (!policy)
      throw new Error(
        `Route ${route} declares no policy: put open(), signedIn() or needs() right after its path`,
      )
    declared.set(route, { method, path, policy })
  }
  return [...declared.values()]
}

/** Refuses to boot an API that has a route without a policy. */
export const checkPolicies = (app: Pick<Hono<AppEnv>, 'routes'>): void => void listRoutes(app)
