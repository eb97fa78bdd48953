import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { areEqual, contentOf, openLine, openNative, openTunnelled, until } from '../support/clients.ts'
import { addParagraph, openRaw, wordsOf } from '../support/raw.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const calm = () => new Promise((resolve) => setTimeout(resolve, 300))

describe('N1: stock clients', () => {
  test('y-websocket 1.5, 2 and 3 and two tunnels converge, and nothing is said on the console', async () => {
    const spoken = vi.spyOn(console, 'error')
    const town = await aTown(server)
    const [one, other] = [await town.someone('member'), await town.someone('member')]
    const place = { url: server.url, cookie: one.cookie, documentName: town.documentName }
    const lines = [openLine(server.url, other.cookie), openLine(server.url, other.cookie, { polling: true })]
    const first = openNative(place, { version: 3 })
    await first.synced
    first.text.insert(0, 'Начало. ')
    const clients = [
      first,
      openNative(place, { version: 1 }),
      openNative(place, { version: 2 }),
      ...lines.map((line) => openTunnelled(line, town.documentName)),
    ]
    await Promise.all(clients.map((client) => client.synced))
    await until(() => clients.every((client) => contentOf(client.doc).body.includes('Начало')), 'first words')
    for (let round = 0; round < 5; round++)
      for (const [index, client] of clients.entries()) client.text.insert(0, `${index}${round} `)
    await until(
      () => clients.every((client) => areEqual(client.doc, first.doc)) && first.text.length > 70,
      'equal documents',
    )
    expect(first.text.length).toBe('Начало. '.length + 25 * 3)
    for (const client of clients) client.close()
    for (const line of lines) line.close()
    expect(spoken).not.toHaveBeenCalled()
    spoken.mockRestore()
  })
})

describe('N2: who may come in', () => {
  test('without a session 4401, to a foreign, an absent document and another generation 4404', async () => {
    const town = await aTown(server)
    const [member, stranger] = [await town.someone('member'), await town.someone(null)]
    const asked: [string, string][] = [
      ['', town.documentName],
      [stranger.cookie, town.documentName],
      [member.cookie, '019a0000-0000-7000-8000-000000000000'],
      [member.cookie, `${town.documentName}~2`],
      [member.cookie, 'nonsense'],
      [member.cookie, `${town.documentName}~1`],
    ]
    const codes: (number | undefined)[] = []
    for (const [cookie, documentName] of asked) {
      const client = await openRaw({ url: server.url, cookie, documentName })
      await calm()
      codes.push(client.closes[0]?.code)
      client.close()
    }
    expect(codes).toEqual([4401, 4404, 4404, 4404, 4404, undefined])
  })

  test('the same through the tunnel; a signed-out browser is told once', async () => {
    const town = await aTown(server)
    const [member, stranger] = [await town.someone('member'), await town.someone(null)]
    const lines = [
      openLine(server.url, ''),
      openLine(server.url, stranger.cookie),
      openLine(server.url, member.cookie),
    ]
    const [nobody, foreign, own] = lines.map((line) => openTunnelled(line, town.documentName))
    await own?.synced
    await until(() => nobody?.closes.length === 1 && foreign?.closes.length === 1, 'two refusals')
    expect(nobody?.closes).toEqual([{ code: 4401, reason: 'signedOut' }])
    expect(foreign?.closes).toEqual([{ code: 4404, reason: 'absent' }])
    expect(own?.closes).toEqual([])
    for (const client of [nobody, foreign, own]) client?.close()
    for (const line of lines) line.close()
  })

  test('an absent Origin is let in, ours too, a foreign one is not; a bearer token serves as well as a cookie', async () => {
    const town = await aTown(server)
    const member = await town.someone('member')
    const answer = await fetch(`${server.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url },
      body: JSON.stringify({ email: member.person.email, password: 'тихая речка у леса' }),
    })
    const token = answer.headers.get('set-auth-token') ?? ''
    const tryWith = (headers: Record<string, string>) =>
      new Promise<string>((resolve) => {
        const address = `${server.url.replace(/^http/, 'ws')}/yjs/${town.documentName}`
        const socket = new WebSocket(address, { headers })
        socket.on('message', () => {
          socket.close()
          resolve('served')
        })
        socket.on('close', (code) => resolve(`closed ${code}`))
        socket.on('error', (error) => resolve(error.message))
      })
    const cookie = member.cookie
    expect(await tryWith({ cookie })).toBe('served')
    expect(await tryWith({ cookie, origin: server.url })).toBe('served')
    expect(await tryWith({ cookie, origin: 'https://evil.example' })).toContain('403')
    expect(await tryWith({ cookie, origin: `${server.url}.evil.example` })).toContain('403')
    expect(await tryWith({ cookie, origin: 'null' })).toContain('403')
    expect(await tryWith({ authorization: `Bearer ${token}` })).toBe('served')
    expect(await tryWith({ authorization: 'Bearer nonsense' })).toBe('closed 4401')
  })
})

describe('R1: who may not write', () => {
  test.each([{ ack: true }, { ack: false }])("an observer's update changes nothing (%o)", async ({ ack }) => {
    const town = await aTown(server)
    const [writer, viewer] = [await town.someone('member'), await town.someone('observer')]
    const place = { url: server.url, documentName: town.documentName }
    const one = await openRaw({ ...place, cookie: writer.cookie })
    await one.join()
    one.sendUpdate(one.write(addParagraph('Верно')))
    await until(() => one.acknowledged() === 1, 'an acknowledgement')

    const other = await openRaw({ ...place, cookie: viewer.cookie }, { ack })
    await other.join()
    expect(wordsOf(other.doc)).toContain('Верно')
    // No step 1: a viewer is not asked for what it has.
    expect(other.heard.some((frame) => frame.kind === 'step1')).toBe(false)
    const forged = other.write(addParagraph('Подделка'))
    other.sendUpdate(forged)
    other.sendStep2(forged)
    other.sendStep2(Uint8Array.of(0, 0))
    // Nor does she delete; to call that saved would be a lie.
    other.sendUpdate(other.write((doc) => doc.getXmlFragment('body').delete(0, 1)))
    await until(() => !ack || other.rejected().length === 3, 'answers')
    await calm()
    expect(one.updates()).toBe(0)
    expect(other.rejected()).toEqual(
      ack
        ? [
            [1, 'readOnly'],
            [2, 'readOnly'],
            [4, 'readOnly'],
          ]
        : [],
    )
    expect(other.closes).toEqual([])
    const state = await server.deps.rooms.readState(town.documentName)
    expect(Buffer.from(state).includes('Подделка')).toBe(false)
    expect(Buffer.from(state).includes('Верно')).toBe(true)
    for (const client of [one, other]) client.close()
  })
})

describe('N3: too large', () => {
  test('17 MB end with 4413 and the stock client does not come back; its neighbour notices nothing', async () => {
    const town = await aTown(server)
    const member = await town.someone('member')
    const place = { url: server.url, cookie: member.cookie, documentName: town.documentName }
    const [big, small] = [openNative(place), openNative(place)]
    await Promise.all([big.synced, small.synced])
    small.text.insert(0, 'слово')
    big.text.insert(0, 'ж'.repeat(9_000_000))
    await until(() => big.closes.length > 0, 'a close')
    await calm()
    expect(big.closes).toEqual([{ code: 4413, reason: 'tooLarge' }])
    expect(big.provider.shouldConnect).toBe(false)
    expect(small.closes).toEqual([])
    for (const client of [big, small]) client.close()
  })

  test('above what the socket itself takes, too', async () => {
    const town = await aTown(server)
    const member = await town.someone('member')
    const client = await openRaw({ url: server.url, cookie: member.cookie, documentName: town.documentName })
    client.send(new Uint8Array(21 * 1024 * 1024))
    await until(() => client.closes.length > 0, 'a close')
    expect(client.closes[0]?.code).toBe(4413)
  })

  test('through the tunnel the connection and its other documents live on', async () => {
    const [town, neighbour] = [await aTown(server), await aTown(server)]
    const member = await town.someone('member')
    const line = openLine(server.url, member.cookie)
    const big = openTunnelled(line, town.documentName)
    const absent = openTunnelled(line, neighbour.documentName)
    await big.synced
    big.text.insert(0, 'ж'.repeat(9_000_000))
    await until(() => big.closes.length > 0, 'a close', 25_000)
    expect(big.closes[0]?.code).toBe(4413)
    expect(line.socket.connected).toBe(true)
    const again = openTunnelled(line, town.documentName)
    await again.synced
    for (const client of [big, absent, again]) client.close()
    line.close()
  })
})

describe('T3: the tunnel', () => {
  test('one connection, one document opened twice: both hear others, and each other', async () => {
    const town = await aTown(server)
    const [one, other] = [await town.someone('member'), await town.someone('member')]
    const [line, away] = [openLine(server.url, one.cookie), openLine(server.url, other.cookie)]
    const [left, right, far] = [
      openTunnelled(line, town.documentName),
      openTunnelled(line, town.documentName),
      openTunnelled(away, town.documentName),
    ]
    await Promise.all([left.synced, right.synced, far.synced])
    far.text.insert(0, 'издалека ')
    await until(() => wordsOf(left.doc).includes('издалека'), 'words from afar')
    left.text.insert(0, 'слева ')
    await until(
      () =>
        areEqual(left.doc, right.doc) && areEqual(left.doc, far.doc) && wordsOf(far.doc).includes('слева'),
      'equal documents',
    )
    for (const client of [left, right, far]) client.close()
    for (const one of [line, away]) one.close()
  })

  test('the connection breaks in the middle of typing: everything arrives, waiting falls to none', async () => {
    const town = await aTown(server)
    const member = await town.someone('member')
    const line = openLine(server.url, member.cookie)
    let waiting = -1
    const client = openTunnelled(line, town.documentName, { onWaiting: (count) => (waiting = count) })
    await client.synced
    client.text.insert(0, 'a')
    for (let round = 0; round < 3; round++) {
      for (let letter = 0; letter < 20; letter++) client.text.insert(0, 'б')
      line.socket.io.engine.close()
      for (let letter = 0; letter < 20; letter++) client.text.insert(0, 'в')
      await until(() => line.socket.connected && client.provider.synced, 'the connection again')
    }
    const reader = openNative({ url: server.url, cookie: member.cookie, documentName: town.documentName })
    await reader.synced
    await until(() => areEqual(reader.doc, client.doc) && waiting === 0, 'everything')
    expect(client.text.length).toBe(121)
    for (const one of [client, reader]) one.close()
    line.close()
  })
})
