import { encodeAwareness, encodeStep1 } from 'shared/protocol/frames'
import { writePresence } from 'shared/protocol/presence'
import { shortName } from 'shared/people/names'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { openLine, openNative, openTunnelled, until, type RoomClient } from '../support/clients.ts'
import { openRaw } from '../support/raw.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const calm = (milliseconds = 300) => new Promise((resolve) => setTimeout(resolve, milliseconds))
type User = { id: string; name: string; school: string; colour: number }

const usersSeenBy = ({ provider }: RoomClient): User[] =>
  [...provider.awareness.getStates().values()].flatMap((state) => (state.user ? [state.user as User] : []))

const aPair = async () => {
  const town = await aTown(server)
  const [one, other] = [await town.someone('member'), await town.someone('member')]
  const place = (cookie: string) => ({ url: server.url, cookie, documentName: town.documentName })
  return { town, one, other, place }
}

describe('P1: names come from the session', () => {
  test('whatever a client claims, others see her own name and school', async () => {
    const { one, other, place } = await aPair()
    const [mine, hers] = [openNative(place(one.cookie)), openNative(place(other.cookie))]
    mine.provider.awareness.setLocalState({ user: { id: other.person.id, name: 'Директор' }, cursor: 7 })
    hers.provider.awareness.setLocalState({ cursor: 3 })
    await until(() => usersSeenBy(hers).some((user) => user.id === one.person.id), 'the true name')
    const seen = usersSeenBy(hers).find((user) => user.id === one.person.id)
    expect(seen?.name).toBe(shortName(one.person))
    expect(seen?.school).toMatch(/\S/)
    expect(seen?.colour).toBeGreaterThan(0)
    expect(JSON.stringify(usersSeenBy(hers))).not.toContain('Директор')
    const state = hers.provider.awareness.getStates().get(mine.doc.clientID)
    expect(state?.cursor).toBe(7)
    for (const client of [mine, hers]) client.close()
  })

  test('states of others and malformed ones are passed over; nobody is thrown out for them', async () => {
    const { one, other, place } = await aPair()
    const hers = openNative(place(other.cookie))
    hers.provider.awareness.setLocalState({ cursor: 3 })
    await hers.synced
    const raw = await openRaw(place(one.cookie))
    raw.send(encodeStep1(Y.encodeStateVector(raw.doc)))
    const entry = (clientId: number, clock: number, state: unknown) => ({
      clientId,
      clock,
      state: JSON.stringify(state),
    })
    const say = (...entries: ReturnType<typeof entry>[]) => raw.send(encodeAwareness(writePresence(entries)))
    say(entry(raw.doc.clientID, 1, { cursor: 1 }))
    say(entry(hers.doc.clientID, 99, null))
    say(entry(hers.doc.clientID, 99, { cursor: 66 }))
    say(entry(4242, 1, { cursor: 66 }))
    say(entry(raw.doc.clientID, 2, { cursor: 2 }), entry(4243, 1, { cursor: 66 }))
    say(entry(raw.doc.clientID, 3, { junk: 'x'.repeat(5_000) }))
    say({ clientId: raw.doc.clientID, clock: 4, state: '{"cursor"' })
    say(entry(raw.doc.clientID, 5, 'строка'))
    raw.send(Uint8Array.of(1, 5, 1, 2, 3))
    await until(
      () => hers.provider.awareness.getStates().get(raw.doc.clientID)?.cursor === 2,
      'the honest state of the hostile client',
    )
    await calm()
    expect([...hers.provider.awareness.getStates().keys()].sort()).toEqual(
      [hers.doc.clientID, raw.doc.clientID].sort(),
    )
    expect(hers.provider.awareness.getLocalState()?.cursor).toBe(3)
    expect(raw.closes).toEqual([])
    raw.close()
    hers.close()
  })
})

describe('P2: one voice for each, and not too often', () => {
  test('hundreds of moves of a cursor leave in a few frames, the last of them included', async () => {
    const { one, other, place } = await aPair()
    const [mine, hers] = [await openRaw(place(one.cookie)), await openRaw(place(other.cookie))]
    const says = (clientId: number, clock: number, cursor: number) =>
      mine.send(encodeAwareness(writePresence([{ clientId, clock, state: JSON.stringify({ cursor }) }])))
    for (let cursor = 1; cursor <= 300; cursor++) {
      says(mine.doc.clientID, cursor, cursor)
      says(mine.doc.clientID + 1, cursor, 66)
      if (cursor % 30 === 0) await calm(20)
    }
    const frames = () =>
      hers.heard.flatMap((frame) =>
        frame.kind === 'awareness' ? [Buffer.from(frame.states).toString()] : [],
      )
    await until(() => frames().at(-1)?.includes('"cursor":300') === true, 'the last place')
    expect(frames().length).toBeLessThan(30)
    expect(frames().join()).not.toContain('"cursor":66')
    for (const client of [mine, hers]) client.close()
  })
})

describe('P2: a crowd of stock clients', () => {
  test('fifty who echo each other and one who shouts: all are seen, nobody is sent away, frames stay few', async () => {
    const { town, one, place } = await aPair()
    const people = [one]
    while (people.length < 10) people.push(await town.someone('member'))
    const listener = await openRaw(place(one.cookie))
    const crowd = Array.from({ length: 50 }, (_, n) => openNative(place(people[n % 10]?.cookie ?? '')))
    await Promise.all(crowd.map((client) => client.synced))
    const frames = () => listener.heard.filter(({ kind }) => kind === 'awareness')
    const shouter = await openRaw(place(one.cookie))
    const loud = JSON.stringify({ user: {}, cursor: 'x'.repeat(100_000) })
    const started = performance.now()
    const before = frames().length
    for (let clock = 1; clock <= 10; clock++) {
      shouter.send(encodeAwareness(writePresence([{ clientId: shouter.doc.clientID, clock, state: loud }])))
      for (const [n, { provider }] of crowd.entries())
        provider.awareness.setLocalStateField('cursor', { clock, n })
      await calm(50)
    }
    const isSettled = ({ provider }: RoomClient) => {
      const cursors = [...provider.awareness.getStates().values()].map(
        (state) => (state.cursor as { clock: number } | undefined)?.clock,
      )
      return cursors.length === 50 && cursors.every((clock) => clock === 10)
    }
    await until(() => crowd.every(isSettled), 'the last state of all on all screens')
    const seconds = (performance.now() - started) / 1_000
    // Ten a second and a few of coming in, however many echo.
    expect(frames().length - before).toBeLessThanOrEqual(10 * seconds + 5)
    expect(crowd.flatMap(({ closes }) => closes)).toEqual([])
    expect(frames().some((frame) => frame.kind === 'awareness' && frame.states.length > 50_000)).toBe(false)
    for (const client of [listener, shouter, ...crowd]) client.close()
  })
})

describe('P3: coming and going', () => {
  test('who leaves is gone for the others, who comes later sees who is there', async () => {
    const { one, other, place } = await aPair()
    const line = openLine(server.url, one.cookie)
    const [mine, hers] = [openTunnelled(line, place('').documentName), openNative(place(other.cookie))]
    mine.provider.awareness.setLocalState({ cursor: 1 })
    hers.provider.awareness.setLocalState({ cursor: 2 })
    await until(() => usersSeenBy(mine).length === 1 && usersSeenBy(hers).length === 1, 'each other')
    const late = openNative(place(one.cookie))
    await until(() => usersSeenBy(late).length === 2, 'both')
    line.socket.io.engine.close()
    line.socket.disconnect()
    await until(() => !hers.provider.awareness.getStates().has(mine.doc.clientID), 'the ghost gone')
    for (const client of [mine, hers, late]) client.close()
    line.close()
  })

  test('who comes back with the same clock is seen again at once', async () => {
    const { one, other, place } = await aPair()
    const [mine, hers] = [openNative(place(one.cookie)), openNative(place(other.cookie))]
    mine.provider.awareness.setLocalState({ cursor: 1 })
    await until(() => hers.provider.awareness.getStates().has(mine.doc.clientID), 'seen')
    mine.provider.disconnect()
    await until(() => !hers.provider.awareness.getStates().has(mine.doc.clientID), 'gone')
    mine.provider.awareness.setLocalState({ cursor: 1 })
    mine.provider.connect()
    await until(() => hers.provider.awareness.getStates().has(mine.doc.clientID), 'seen again', 5_000)
    for (const client of [mine, hers]) client.close()
  })

  test('a removal by the client itself is honoured', async () => {
    const { one, other, place } = await aPair()
    const [mine, hers] = [openNative(place(one.cookie)), openNative(place(other.cookie))]
    mine.provider.awareness.setLocalState({ cursor: 1 })
    await until(() => hers.provider.awareness.getStates().has(mine.doc.clientID), 'seen')
    mine.provider.awareness.setLocalState(null)
    await until(() => !hers.provider.awareness.getStates().has(mine.doc.clientID), 'gone')
    for (const client of [mine, hers]) client.close()
  })
})

describe('P4: silence', () => {
  test('a stock client that says and hears nothing is kept awake by the server', async () => {
    const quiet = await startServer({ roomLimits: { heartbeatMs: 300 } })
    const town = await aTown(quiet)
    const member = await town.someone('member')
    const client = openNative({ url: quiet.url, cookie: member.cookie, documentName: town.documentName })
    client.provider.awareness.setLocalState(null)
    await client.synced
    const before = client.provider.wsLastMessageReceived
    await until(() => client.provider.wsLastMessageReceived > before + 500, 'a heartbeat')
    expect(client.closes).toEqual([])
    client.close()
    await quiet.stop()
  })
})
