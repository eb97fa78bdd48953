import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createClient } from '@redis/client'
import { createSeal } from 'server/sync/cluster/seal'
import { must } from 'shared/must'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { openLine, openTunnelled, until } from '../support/clients.ts'
import {
  calm,
  NEVER,
  type Nodes,
  NODES_SECRET,
  openPair,
  pairOf,
  startNodes,
  startPolling,
} from '../support/nodes.ts'
import { spawnServer } from '../support/process.ts'
import { addParagraph, openRaw, wordsOf, type RawClient } from '../support/raw.ts'
import type { TestServer } from '../support/server.ts'

vi.setConfig({ testTimeout: 60_000 })

/** Only what other nodes say brings anything across: the poll never comes. */
let waking: Nodes
/** Only the poll brings anything across. */
let polling: Nodes
beforeAll(async () => {
  waking = await startNodes({ roomLimits: { pollMs: NEVER } })
  polling = await startPolling()
})
afterAll(async () => {
  await waking.stop()
  await polling.stop()
})

describe('K6: only nodes are believed', () => {
  test('whoever can write to Redis ends no session, puts no name on a screen and stops nobody', async () => {
    const { town, mine, hers, one, close } = await openPair(waking)
    const seal = createSeal(NODES_SECRET)
    const common = `krug:${seal.nameOf('channel')}`
    const channel = `${common}:${town.document.id}`
    const stranger = createClient({ url: must(waking.redis, 'Redis').url, RESP: 2 })
    await stranger.connect()
    const entry = {
      clientId: 5,
      clock: 1,
      state: '{"user":{"name":"Никто"}}',
      personId: one.person.id,
      mayWrite: true,
    }
    const present = { from: 'x', body: { kind: 'present', documentId: town.document.id, entries: [entry] } }
    const text = JSON.stringify(present)
    for (const forged of [
      text,
      `${'x'.repeat(22)}${text}`,
      createSeal('another secret').seal(channel, text),
      '',
      '{',
    ])
      for (const where of [common, channel]) await stranger.publish(where, forged)
    // Sealed for one channel it is worth nothing in another.
    await stranger.publish(channel, seal.seal(common, text))
    // Ours, and not understood: of a newer version, perhaps.
    await stranger.publish(common, seal.seal(common, '{"from":"y","body":{"kind":"news"}}'))
    mine.sendUpdate(mine.write(addParagraph('слово')))
    await until(() => wordsOf(hers.doc).includes('слово'), 'words')
    await calm()
    expect([...mine.heard, ...hers.heard].filter(({ kind }) => kind === 'awareness')).toEqual([])
    expect([...mine.closes, ...hers.closes]).toEqual([])
    stranger.destroy()
    close()
  })
})

describe('K7: attempts are counted together', () => {
  const wrong = ({ url }: TestServer, email: string) =>
    fetch(`${url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { origin: url, 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: 'not this one, surely' }),
    }).then((answer) => answer.status)

  test('ten wrong passwords over two nodes, and both refuse to look at the eleventh', async () => {
    const [here, there] = pairOf(waking)
    const statuses: number[] = []
    for (let n = 0; n < 10; n++) statuses.push(await wrong(n % 2 === 0 ? here : there, 'guess@example.org'))
    expect(new Set(statuses)).toEqual(new Set([401]))
    expect([await wrong(here, 'guess@example.org'), await wrong(there, 'guess@example.org')]).toEqual([
      429, 429,
    ])
  })
})

/** Writes at both nodes until told to stop. */
const typeOn = (writers: readonly RawClient[]) => {
  const stop = new AbortController()
  const typing = (async () => {
    while (!stop.signal.aborted) {
      for (const writer of writers)
        if (writer.closes.length === 0) writer.sendUpdate(writer.write(addParagraph('слово')))
      await calm(3)
    }
  })()
  return async () => {
    stop.abort()
    await typing
  }
}

describe('R2: a withdrawal at one node reaches the others', () => {
  const withdraw = async (nodes: Nodes) => {
    const { town, there, other, mine, hers, close } = await openPair(nodes)
    const [reading, leader] = [await town.someone('observer'), await town.someone('leader')]
    const reader = await openRaw(town.at(there, reading))
    await reader.join()
    const countHers = async () => {
      const rows = await nodes.database
        .sql`select 1 from document_update where person_id = ${other.person.id}`
      return rows.length
    }
    const stop = typeOn([mine, hers])
    await until(() => hers.acknowledged() > 20, 'typing')
    const membersAddress = `/communities/${town.community.id}/members`
    const answers = [
      await leader.send('DELETE', `${membersAddress}/${other.person.id}`),
      await leader.send('DELETE', `${membersAddress}/${reading.person.id}`),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    const written = await countHers()
    await until(() => hers.closes.length > 0 && reader.closes.length > 0, 'both closed')
    const heard = reader.updates()
    const before = mine.acknowledged()
    await until(() => mine.acknowledged() > before + 20, 'the other goes on')
    await stop()
    close()
    return {
      codes: [hers.closes[0]?.code, reader.closes[0]?.code],
      written: (await countHers()) - written,
      heard: reader.updates() - heard,
    }
  }
  const done = { codes: [4403, 4403], written: 0, heard: 0 }

  test('by the channel alone: no update after it commits, writer and reader are sent away', async () =>
    expect(await withdraw(waking)).toEqual(done))

  test('without the channel: no update after it commits, and the poll sends them away', async () =>
    expect(await withdraw(polling)).toEqual(done))
})

/** Lets this process have its turn for so long; where it has to wait for the processor, longer. */
const letPass = async (milliseconds: number) => {
  for (let passed = 0; passed < milliseconds; passed += 50) await calm(50)
}

describe('R2: what readers hear after a withdrawal, under load', () => {
  const openReaders = async (nodes: Nodes) => {
    const { town, there, mine, hers, close } = await openPair(nodes)
    const [one, other] = [await town.someone('observer'), await town.someone('observer')]
    const leader = await town.someone('leader')
    const native = await openRaw(town.at(there, one))
    await native.join()
    const line = openLine(there.url, other.cookie)
    const tunnelled = openTunnelled(line, town.documentName)
    await tunnelled.synced
    const closeAll = () => {
      for (const client of [native, tunnelled, line]) client.close()
      close()
    }
    const withdraw = async () => {
      const { id } = town.community
      for (const { person } of [one, other])
        expect((await leader.send('DELETE', `/communities/${id}/members/${person.id}`)).status).toBe(200)
    }
    return { mine, hers, native, tunnelled, withdraw, close: closeAll }
  }
  type Readers = Awaited<ReturnType<typeof openReaders>>

  const hearNothingAfter = async (
    { mine, hers, native, tunnelled, withdraw, close }: Readers,
    milliseconds: number,
  ) => {
    const stop = typeOn([mine, hers])
    await until(
      () => [native.doc, tunnelled.doc].every((doc) => wordsOf(doc).length > 1_000),
      'words to read',
    )
    await withdraw()
    const isClosed = () => native.closes.length > 0 && tunnelled.closes.length > 0
    for (let passed = 0; passed < milliseconds && !isClosed(); passed += 50) await letPass(50)
    await stop()
    const heard = [native.doc, tunnelled.doc].map((doc) => Y.encodeStateVector(doc))
    const updates = native.updates()
    const sure = [mine, hers].map((writer) => writer.acknowledged())
    const again = typeOn([mine, hers])
    await until(
      () => [mine, hers].every((writer, index) => writer.acknowledged() > must(sure[index], 'a count') + 50),
      'both go on',
    )
    await letPass(500)
    await again()
    expect(native.updates()).toBe(updates)
    expect([native.doc, tunnelled.doc].map((doc) => Y.encodeStateVector(doc))).toEqual(heard)
    close()
  }

  test('with the channel: nothing from a second after it on', async () =>
    hearNothingAfter(await openReaders(waking), 1_000))

  test('without the channel: nothing from fifteen seconds after it on', async () => {
    const nodes = await startNodes({ withRedis: false })
    await hearNothingAfter(await openReaders(nodes), 15_000)
    await nodes.stop()
  })
})

describe('R3: a document that goes to the trash at one node', () => {
  test.each([['the channel'], ['the poll']])('by %s alone it closes at the others too', async (by) => {
    const { town, mine, hers, close } = await openPair(by === 'the poll' ? polling : waking)
    const leader = await town.someone('leader')
    expect((await leader.send('DELETE', `/documents/${town.document.id}`)).status).toBe(200)
    await until(() => [mine, hers].every(({ closes }) => closes.length > 0), 'both closed')
    expect([mine.closes[0]?.code, hers.closes[0]?.code]).toEqual([4404, 4404])
    close()
  })
})

describe('R4: a sign-out at one node', () => {
  test('ends the sessions of that browser at the others, and no others', async () => {
    const { mine, hers, other, close } = await openPair(waking)
    expect((await other.send('POST', '/auth/sign-out', {})).status).toBe(200)
    await until(() => hers.closes.length > 0, 'a close')
    expect(hers.closes).toEqual([{ code: 4401, reason: 'signedOut' }])
    expect(mine.closes).toEqual([])
    close()
  })
})

describe('what the operator sees', () => {
  test('figures count nodes and messages; the doctor names the nodes that are heard', async () => {
    const [here, there] = pairOf(waking)
    const figures = await (await fetch(`${here.url}/metrics`)).text()
    expect(figures).toContain('krug_nodes_seen 2')
    expect(figures).toContain('krug_redis_connected 1')
    expect(figures).toMatch(/krug_node_messages_heard [1-9]/)
    const folder = mkdtempSync(path.join(os.tmpdir(), 'krug-doctor-'))
    const doctor = spawnServer({
      words: ['doctor'],
      settings: {
        DATA_DIR: folder,
        DATABASE_URL: waking.database.url,
        REDIS_URL: must(waking.redis, 'Redis').url,
        SECRET: NODES_SECRET,
      },
    })
    await doctor.ended
    rmSync(folder, { recursive: true })
    expect(doctor.output()).toContain('ok  Redis answers')
    const [, heard = ''] = /ok {2}nodes that are heard: (.*)/.exec(doctor.output()) ?? []
    expect(
      heard
        .split(', ')
        .map((label) => label.replace(/^.*:/, ''))
        .sort(),
    ).toEqual([here, there].map(({ url }) => new URL(url).port).sort())
  })
})
