import { expect, it } from 'vitest'
import { nextPath, read } from './answer.ts'

const page = new URL('http://krug.test/communities?x=1')
const answer = (status: number, body: unknown) =>
  Promise.resolve({ ok: status < 400, status, json: () => Promise.resolve(body) })

it('sends who is signed out to sign in and back', async () => {
  await expect(read(answer(401, { problem: 'signedOut' }), page)).rejects.toMatchObject({
    status: 303,
    location: '/sign-in?next=%2Fcommunities%3Fx%3D1',
  })
})

it('turns a problem into the page of its status and gives a body through', async () => {
  await expect(read(answer(404, { problem: 'notFound', requestId: 'r1' }), page)).rejects.toMatchObject({
    status: 404,
    body: { code: 'notFound', requestId: 'r1' },
  })
  await expect(read(answer(200, { id: '1' }), page)).resolves.toEqual({ id: '1' })
})

it('follows only paths of its own', () => {
  const next = (value: string) =>
    nextPath(new URL(`http://krug.test/sign-in?next=${encodeURIComponent(value)}`))
  expect(next('/documents/1?view=table')).toBe('/documents/1?view=table')
  for (const foreign of ['//evil.test', '/\\evil.test', 'https://evil.test', 'javascript:alert(1)'])
    expect(next(foreign)).toBe('/')
})
