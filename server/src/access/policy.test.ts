import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import type { AppEnv } from '../http/app.ts'
import { checkPolicies, listRoutes, open, passing, signedIn } from './policy.ts'

const app = () => new Hono<AppEnv>()
const answer = () => new Response('done')

describe('checkPolicies', () => {
  it('passes an app in which every route says who may', () => {
    const inner = app().get('/', open(), answer).post('/:id', signedIn(), answer)
    expect(listRoutes(app().route('/things', inner))).toEqual([
      { method: 'GET', path: '/things', policy: { kind: 'open' } },
      { method: 'POST', path: '/things/:id', policy: { kind: 'signedIn' } },
    ])
  })

  it.each([
    ['has none', () => app().get('/secret', answer)],
    ['has none in a router of its own', () => app().route('/deep', app().patch('/secret', answer))],
    ['has it behind other work', () => app().get('/secret', (_c, next) => next(), open(), answer)],
    ['answers every method', () => app().all('/secret', open(), answer)],
    ['is a handler in the guise of middleware', () => app().use('/secret', () => Promise.resolve(answer()))],
    ['takes next and never calls it', () => app().use('/secret', (_c, _next) => Promise.resolve(answer()))],
    ['answers every method and takes next', () => app().all('/secret', (_c, _next) => answer())],
  ])('stops the boot when a route %s', (_name, make) => {
    expect(() => checkPolicies(make())).toThrow(/declares no policy/)
  })

  it('lets pass what is marked as passing', () => {
    const through = passing((_c: unknown, next: () => Promise<void>) => next())
    expect(listRoutes(app().use(through).get('/', open(), answer))).toHaveLength(1)
  })

  it('holds when routers have their own error handling', () => {
    const inner = app().get('/secret', answer)
    inner.onError(() => new Response('own'))
    expect(() => checkPolicies(app().route('/deep', inner))).toThrow('GET /deep/secret')
  })
})
