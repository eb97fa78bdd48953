import { SCHEMA_VERSION } from 'shared/documents/schema/version'
import { decodeAcknowledgement } from 'shared/protocol/acknowledgement'
import { decodeExchange, encodeExchange, EXCHANGE_TYPE } from 'shared/protocol/exchange'
import { encodeStep1, encodeUpdate, readFrame } from 'shared/protocol/frames'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { openLine, openTunnelled, until } from '../support/clients.ts'
import { addParagraph, openRaw, wordsOf } from '../support/raw.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const post = (
  documentName: string,
  cookie: string,
  body: Uint8Array,
  { schema = SCHEMA_VERSION, person }: { schema?: number; person?: string } = {},
) => {
  const [id, gen] = documentName.split('~')
  const query = new URLSearchParams({
    schema: String(schema),
    ...(gen && { gen }),
    ...(person && { person }),
  })
  return fetch(`${server.url}/api/documents/${id}/sync?${query}`, {
    method: 'POST',
    headers: { cookie, origin: server.url, 'content-type': EXCHANGE_TYPE },
    body: Uint8Array.from(body),
  })
}

/** Somebody whose document goes to and fro by single requests. */
const aClient = (documentName: string, cookie: string) => {
  const doc = new Y.Doc()
  const exchange = async (update?: Uint8Array) => {
    const frames = [encodeStep1(Y.encodeStateVector(doc)), ...(update ? [encodeUpdate(update)] : [])]
    const answer = await post(documentName, cookie, encodeExchange(frames))
    if (!answer.ok) return { status: answer.status, answers: [] }
    const heard = decodeExchange(new Uint8Array(await answer.arrayBuffer()))
    for (const frame of heard.map(readFrame))
      if (frame.kind === 'update' || frame.kind === 'step2') Y.applyUpdate(doc, frame.update)
    return {
      status: answer.status,
      answers: heard.flatMap((frame) => decodeAcknowledgement(frame) ?? []),
    }
  }
  return { doc, exchange }
}

const write = (doc: Y.Doc, words: string): Uint8Array => {
  const before = Y.encodeStateVector(doc)
  addParagraph(words)(doc)
  return Y.encodeStateAsUpdate(doc, before)
}

describe('X1: edits by single requests', () => {
  test('words go both ways: committed before they are acknowledged, on colleagues’ screens at once, never twice', async () => {
    const town = await aTown(server)
    const [one, other] = [await town.someone('member'), await town.someone('member')]
    const live = await openRaw({ url: server.url, cookie: other.cookie, documentName: town.documentName })
    await live.join()
    const client = aClient(town.documentName, one.cookie)
    const update = write(client.doc, 'без сокета')
    const first = await client.exchange(update)
    expect(first.answers).toEqual([{ kind: 'acknowledged', n: 1, seq: 1 }])
    await until(() => wordsOf(live.doc).includes('без сокета'), 'the words')
    live.sendUpdate(live.write(addParagraph('в ответ')))
    await until(() => live.acknowledged() === 1, 'an acknowledgement')
    const second = await client.exchange(update)
    expect(second.answers).toEqual([{ kind: 'acknowledged', n: 1, seq: 2 }])
    expect(wordsOf(client.doc)).toBe(wordsOf(live.doc))
    expect(wordsOf(client.doc).match(/без сокета/g)).toHaveLength(1)
    live.close()
  })

  test('who may only read reads; who may not, hears what the other doors say', async () => {
    const town = await aTown(server)
    const [writer, viewer] = [await town.someone('member'), await town.someone('observer')]
    const stranger = await town.someone(null)
    const author = aClient(town.documentName, writer.cookie)
    await author.exchange(write(author.doc, 'Верно'))
    const reader = aClient(town.documentName, viewer.cookie)
    await reader.exchange()
    expect(wordsOf(reader.doc)).toContain('Верно')
    const forged = await reader.exchange(write(reader.doc, 'Подделка'))
    expect(forged.answers).toEqual([{ kind: 'rejected', n: 1, reason: 'readOnly' }])
    const status = async (name: string, cookie: string) => (await aClient(name, cookie).exchange()).status
    expect(await status(town.documentName, stranger.cookie)).toBe(404)
    expect(await status(`${town.documentName}~2`, writer.cookie)).toBe(404)
    expect(await status(town.documentName, '')).toBe(401)
    const stored = await server.deps.rooms.readState(town.documentName)
    expect(Buffer.from(stored).includes('Подделка')).toBe(false)
  })

  test('the gate and the limits stand here too', async () => {
    const town = await aTown(server)
    const { cookie } = await town.someone('member')
    const client = aClient(town.documentName, cookie)
    const strange = new Y.Doc()
    addParagraph('чужое', 'iframe')(strange)
    expect((await client.exchange(Y.encodeStateAsUpdate(strange))).answers).toEqual([
      { kind: 'rejected', n: 1, reason: 'schema' },
    ])
    expect((await client.exchange(Uint8Array.of(1, 2, 3))).answers).toEqual([
      { kind: 'rejected', n: 1, reason: 'malformed' },
    ])
    expect((await client.exchange(new Uint8Array(16.5 * 1024 * 1024))).status).toBe(413)
    expect((await client.exchange(new Uint8Array(18 * 1024 * 1024))).status).toBe(413)
    for (const body of [new Uint8Array(), Uint8Array.of(255, 255, 255), new Uint8Array(40).fill(200)])
      expect((await post(town.documentName, cookie, body)).status).toBe(400)
    expect((await server.deps.rooms.readState(town.documentName)).length).toBe(2)
  })

  test('a visit leaves nobody behind: no connection, no face', async () => {
    const town = await aTown(server)
    const { cookie } = await town.someone('member')
    const before = server.deps.rooms.statistics().connections
    for (let n = 0; n < 5; n++) await aClient(town.documentName, cookie).exchange()
    expect(server.deps.rooms.statistics().connections).toBe(before)
  })
})

describe('X3: a page older than the server', () => {
  const OLDER = SCHEMA_VERSION - 1

  test('is not let in and told so once; one of this version, or one that names none, is', async () => {
    const town = await aTown(server)
    const { cookie } = await town.someone('member')
    const lines = [OLDER, SCHEMA_VERSION, SCHEMA_VERSION + 1, undefined].map((schema) =>
      openLine(server.url, cookie, schema === undefined ? {} : { schema }),
    )
    const [old, ...others] = lines.map((line) => openTunnelled(line, town.documentName))
    await Promise.all(others.map(({ synced }) => synced))
    await until(() => old?.closes.length === 1, 'a close')
    expect(old?.closes).toEqual([{ code: 4426, reason: 'olderClient' }])
    expect(old?.provider.shouldConnect).toBe(false)
    for (const client of [old, ...others]) client?.close()
    for (const line of lines) line.close()
  })

  test('brings what it wrote by a request, and is shown nothing of what others write', async () => {
    const town = await aTown(server)
    const { cookie } = await town.someone('member')
    const doc = new Y.Doc()
    const update = encodeUpdate(write(doc, 'написано раньше'))
    const asking = await post(
      town.documentName,
      cookie,
      encodeExchange([encodeStep1(Uint8Array.of(0)), update]),
      { schema: OLDER },
    )
    expect([asking.status, ((await asking.json()) as { problem: string }).problem]).toEqual([
      426,
      'olderClient',
    ])
    const bringing = await post(town.documentName, cookie, encodeExchange([update]), { schema: OLDER })
    const heard = decodeExchange(new Uint8Array(await bringing.arrayBuffer()))
    expect(heard.flatMap((frame) => decodeAcknowledgement(frame) ?? [])).toEqual([
      { kind: 'acknowledged', n: 1, seq: 1 },
    ])
    expect(heard.map((frame) => readFrame(frame).kind)).not.toContain('step2')
    expect(
      Buffer.from(await server.deps.rooms.readState(town.documentName)).includes('написано раньше'),
    ).toBe(true)
  })
})

describe('X4: a page in a browser where somebody else has signed in', () => {
  test('is signed out by line and by request, and brings nothing; her own pages go on', async () => {
    const town = await aTown(server)
    const [her, meant] = [await town.someone('member'), await town.someone('member')]
    const [foreign, own] = [meant, her].map(({ person }) => {
      const line = openLine(server.url, her.cookie, { schema: SCHEMA_VERSION, person: person.id })
      return { line, client: openTunnelled(line, town.documentName) }
    })
    if (!foreign || !own) throw new Error('two lines')
    addParagraph('под чужим именем')(foreign.client.doc)
    addParagraph('под своим')(own.client.doc)
    await until(() => foreign.client.closes.length === 1, 'a close')
    expect(foreign.client.closes).toEqual([{ code: 4401, reason: 'signedOut' }])
    const words = async () => Buffer.from(await server.deps.rooms.readState(town.documentName))
    await until(async () => (await words()).includes('под своим'), 'her own words')

    const frames = encodeExchange([encodeUpdate(write(new Y.Doc(), 'запросом'))])
    const ask = (person: string) => post(town.documentName, her.cookie, frames, { person })
    expect([(await ask(meant.person.id)).status, (await ask('nobody')).status]).toEqual([401, 422])
    expect((await words()).toString()).not.toMatch(/под чужим именем|запросом/)
    expect((await ask(her.person.id)).status).toBe(200)
    for (const { line, client } of [foreign, own]) {
      client.close()
      line.close()
    }
  })
})

test('L1: who asks by single requests without end is told to come later; her colleague is answered', async () => {
  const town = await aTown(server)
  const [hasty, other] = [await town.someone('member'), await town.someone('member')]
  const question = encodeExchange([encodeStep1(Uint8Array.of(0))])
  const answers = await Promise.all(
    Array.from({ length: 400 }, () => post(town.documentName, hasty.cookie, question)),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 429]))
  expect((await post(town.documentName, other.cookie, question)).status).toBe(200)
})
