import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPerson } from '../factories/person.ts'
import { signIn, type Person } from '../support/person.ts'
import { startServer, type TestServer } from '../support/server.ts'

const MEGABYTE = 1024 * 1024

let server: TestServer
let person: Person
beforeAll(async () => {
  server = await startServer()
  person = await signIn(server, (await aPerson(server.deps.db)).email)
})
afterAll(() => server.stop())

const json = (bytes: number) => JSON.stringify({ lastName: 'Я', filler: ' '.repeat(bytes) })

/** Sends bytes without saying how many, as a careless or hostile client does. */
const chunked = (text: string): ReadableStream<Uint8Array> => {
  let rest = new TextEncoder().encode(text)
  return new ReadableStream({
    pull: (controller) => {
      if (rest.length === 0) controller.close()
      else controller.enqueue(rest.subarray(0, 64 * 1024))
      rest = rest.subarray(64 * 1024)
    },
  })
}

const send = async (body: string | ReadableStream) => {
  const answer = await fetch(`${server.url}/api/me`, {
    method: 'PATCH',
    headers: { cookie: person.cookie, origin: server.url, 'content-type': 'application/json' },
    body,
    duplex: 'half',
  } as RequestInit)
  return [answer.status, ((await answer.json()) as { problem?: string }).problem]
}

test('a body may have a megabyte, whether its length is named or not', async () => {
  for (const make of [(text: string) => text, chunked]) {
    expect(await send(make(json(100)))).toEqual([200, undefined])
    expect(await send(make(json(MEGABYTE - 100)))).toEqual([200, undefined])
    expect(await send(make(json(MEGABYTE)))).toEqual([413, 'tooLarge'])
    expect(await send(make(json(3 * MEGABYTE)))).toEqual([413, 'tooLarge'])
  }
})

test('no body, an empty one and one that is no JSON are told apart from too much', async () => {
  expect((await person.send('POST', '/auth/sign-out', undefined)).status).toBe(200)
  person = await signIn(server, (await aPerson(server.deps.db)).email)
  expect(await send('')).toEqual([400, 'badRequest'])
  expect(await send('{"lastName":')).toEqual([400, 'badRequest'])
  expect(await send(chunked('{"lastName":'))).toEqual([400, 'badRequest'])
  expect((await person.send('DELETE', '/communities/no-id')).status).toBe(404)
})
