import { unpackUpdates } from 'shared/protocol/row'
import { clientsOf } from 'shared/protocol/update'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { until } from '../support/clients.ts'
import { addParagraph, openRaw, wordsOf } from '../support/raw.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({
    // A document that is held is waited for long enough to cut the connection meanwhile.
    roomLimits: { stallMs: 200, roomQueueBytes: 20_000, heldMs: 400 },
  })
})
afterAll(() => server.stop())

const EMPTY = Uint8Array.of(0, 0)
const calm = (milliseconds = 300) => new Promise((resolve) => setTimeout(resolve, milliseconds))

const aPlace = async () => {
  const town = await aTown(server)
  const member = await town.someone('member')
  return { ...town, place: { url: server.url, cookie: member.cookie, documentName: town.documentName } }
}

/** Holds the document's row, so that nothing can be committed to it, until `release`. */
const stall = async (documentId: string) => {
  const { promise: released, resolve: release } = Promise.withResolvers<undefined>()
  const { promise: held, resolve: holds } = Promise.withResolvers<undefined>()
  const done = server.deps.sql.begin(async (tx) => {
    await tx`select from document where id = ${documentId} for no key update`
    holds(undefined)
    await released
  })
  await held
  return async () => {
    release(undefined)
    await done
  }
}

const countRows = async (documentId: string) => {
  const [row] = await server.deps.sql`
    select count(*)::int as rows from document_update where document_id = ${documentId}`
  return row?.rows as number
}

describe('A3: who wrote', () => {
  test('is the person of the session and her school then, though several write at once', async () => {
    const { document, place, ...town } = await aPlace()
    const people = [await town.someone('member'), await town.someone('member'), await town.someone('member')]
    const clients = await Promise.all(people.map(({ cookie }) => openRaw({ ...place, cookie })))
    for (const client of clients) {
      await client.join()
      client.doc.clientID = 1_000 + clients.indexOf(client)
    }
    for (let n = 1; n <= 10; n++)
      for (const client of clients) client.sendUpdate(client.write(addParagraph(`слово ${n}`)))
    await until(() => clients.every((client) => client.acknowledged() === 10), 'all')
    const rows = await server.deps.sql<{ person: string; school: string; workplace: string; data: Buffer }[]>`
      select u.person_id as person, u.school_id as school, s.school_id as workplace, u.data
      from document_update u join session s on s.person_id = u.person_id
      where u.document_id = ${document.id}`
    expect(new Set(rows.map(({ person }) => person))).toEqual(new Set(people.map(({ person }) => person.id)))
    for (const { person, school, workplace, data } of rows) {
      expect(school).toBe(workplace)
      const clientIds = unpackUpdates(data).flatMap(clientsOf)
      const index = people.findIndex((one) => one.person.id === person)
      expect(new Set(clientIds)).toEqual(new Set([1_000 + index]))
    }
    for (const client of clients) client.close()
  })
})

describe('A4: acknowledged means committed', () => {
  test('n counts step 2 and update frames, empty ones too, and nothing else', async () => {
    const { place, document } = await aPlace()
    const client = await openRaw(place)
    await client.join()
    client.sendStep2(EMPTY)
    await until(() => client.acknowledged() === 1, 'n = 1')
    client.send(Uint8Array.of(3))
    client.sendUpdate(client.write(addParagraph('раз')))
    await until(() => client.acknowledged() === 2, 'n = 2')
    const last = client.answers.at(-1)
    expect(last).toEqual({ kind: 'acknowledged', n: 2, seq: 1 })
    expect(await countRows(document.id)).toBe(1)
    client.sendUpdate(EMPTY)
    await until(() => client.acknowledged() === 3, 'n = 3')
    expect(await countRows(document.id)).toBe(1)
    client.close()
  })

  test('while Postgres does not commit nothing is acknowledged or shown, and the author is told', async () => {
    const { place, document } = await aPlace()
    const [writer, reader] = [await openRaw(place), await openRaw(place)]
    await Promise.all([writer.join(), reader.join()])
    const release = await stall(document.id)
    writer.sendUpdate(writer.write(addParagraph('ещё не сохранено')))
    await until(() => writer.statuses().includes(false), 'a status')
    await calm(500)
    expect([writer.acknowledged(), reader.updates()]).toEqual([0, 0])

    const late = await openRaw(place)
    await late.join()
    expect(wordsOf(late.doc)).toBe('')
    const step1 = late.heard.find((frame) => frame.kind === 'step1')
    expect(step1?.kind === 'step1' && [...step1.stateVector]).toEqual([0])
    expect(late.statuses()).toEqual([false])

    await release()
    await until(() => writer.acknowledged() === 1 && reader.updates() === 1, 'the commit')
    await until(() => writer.statuses().at(-1) === true, 'the all-clear')
    await until(() => wordsOf(late.doc).includes('ещё не сохранено'), 'the words')
    for (const client of [writer, reader, late]) client.close()
  })

  test('after a reconnect an empty step 2, and one that repeats what is under way, wait for it', async () => {
    const { place, document } = await aPlace()
    const first = await openRaw(place)
    await first.join()
    first.sendUpdate(first.write(addParagraph('сохранено')))
    await until(() => first.acknowledged() === 1, 'the first words')
    const committed = Y.decodeStateVector(Y.encodeStateVector(first.doc))
    const release = await stall(document.id)
    const update = first.write(addParagraph('под вопросом'))
    first.sendUpdate(update)
    await calm(100)
    first.socket.terminate()
    const [again, other] = [await openRaw(place), await openRaw(place)]
    again.sendStep2(EMPTY)
    other.sendStep2(update)
    await calm(600)
    expect([again.acknowledged(), other.acknowledged()]).toEqual([0, 0])
    // What the room says it has is what is committed.
    const said = again.heard.flatMap((frame) => (frame.kind === 'step1' ? [frame.stateVector] : []))
    expect(said.map((vector) => Y.decodeStateVector(vector))).toEqual([committed])
    await release()
    await until(() => again.acknowledged() === 1 && other.acknowledged() === 1, 'both answers')
    expect(await countRows(document.id)).toBe(2)
    for (const client of [again, other]) client.close()
  })

  test('one stalled document keeps no other waiting', async () => {
    const [stuck, free] = [await aPlace(), await aPlace()]
    const [held, other] = [await openRaw(stuck.place), await openRaw(free.place)]
    await Promise.all([held.join(), other.join()])
    const release = await stall(stuck.document.id)
    held.sendUpdate(held.write(addParagraph('стоит')))
    for (let n = 1; n <= 5; n++) {
      other.sendUpdate(other.write(addParagraph(`идёт ${n}`)))
      await until(() => other.acknowledged() === n, `n = ${n}`)
    }
    expect(held.acknowledged()).toBe(0)
    await release()
    await until(() => held.acknowledged() === 1, 'the held one')
    for (const client of [held, other]) client.close()
  })
})

describe('A4: the first words of a client', () => {
  test('wait for its client id to be claimed; when that takes long the author is told', async () => {
    const { place, document } = await aPlace()
    const writer = await openRaw(place)
    await writer.join()
    const { promise: released, resolve: release } = Promise.withResolvers<undefined>()
    const held = server.deps.sql.begin(async (tx) => {
      await tx`lock table document_client in exclusive mode`
      await released
    })
    await calm(50)
    writer.sendUpdate(writer.write(addParagraph('первые слова')))
    await until(() => writer.statuses().includes(false), 'a status')
    expect(writer.acknowledged()).toBe(0)
    release(undefined)
    await held
    await until(() => writer.acknowledged() === 1 && writer.statuses().at(-1) === true, 'the commit')
    expect(await countRows(document.id)).toBe(1)
    writer.close()
  })
})

describe('A6: too much waits', () => {
  test('the room takes no more, drops nothing, and asks again when it can commit', async () => {
    const { place, document } = await aPlace()
    const writer = await openRaw(place)
    await writer.join()
    const release = await stall(document.id)
    for (let n = 1; n <= 30; n++) writer.sendUpdate(writer.write(addParagraph('слово '.repeat(200))))
    await until(() => server.deps.rooms.statistics().queuedBytes > 20_000, 'a full queue')
    await calm(400)
    expect(server.deps.rooms.statistics().queuedBytes).toBeLessThan(25_000)
    expect([writer.acknowledged(), writer.rejected().length, writer.closes.length]).toEqual([0, 0, 0])
    const asked = writer.heard.filter((frame) => frame.kind === 'step1').length

    await release()
    await until(() => writer.heard.filter((frame) => frame.kind === 'step1').length > asked, 'a step 1')
    const step1 = writer.heard.findLast((frame) => frame.kind === 'step1')
    writer.sendStep2(
      Y.encodeStateAsUpdate(writer.doc, step1?.kind === 'step1' ? step1.stateVector : undefined),
    )
    await until(() => writer.acknowledged() === 31, 'all frames')
    const copy = new Y.Doc()
    Y.applyUpdate(copy, await server.deps.rooms.readState(document.id))
    expect(wordsOf(copy)).toBe(wordsOf(writer.doc))
    writer.close()
  })
})

describe('A5: what is missing is asked for', () => {
  test('an update typed before the answer to step 1 is held until the step 2 brings all', async () => {
    const { place, document } = await aPlace()
    const client = await openRaw(place)
    const offline = client.write(addParagraph('в поезде'))
    const online = client.write(addParagraph('дома'))
    client.sendUpdate(online)
    await calm()
    expect(client.acknowledged()).toBe(0)
    client.sendStep2(Y.mergeUpdates([offline, online]))
    await until(() => client.acknowledged() === 2, 'both')
    expect(await countRows(document.id)).toBe(1)
    client.close()
  })

  test('a gap after that is asked for once more', async () => {
    const { place } = await aPlace()
    const client = await openRaw(place)
    await client.join()
    client.sendStep2(EMPTY)
    const lost = client.write(addParagraph('потеряно'))
    client.sendUpdate(client.write(addParagraph('дошло')))
    await until(() => client.heard.filter((frame) => frame.kind === 'step1').length === 2, 'a second step 1')
    expect(client.acknowledged()).toBe(1)
    client.sendStep2(Y.encodeStateAsUpdate(client.doc))
    await until(() => client.acknowledged() === 3, 'all three')
    expect(lost.length).toBeGreaterThan(0)
    client.close()
  })
})

describe('A7: Postgres goes and comes back', () => {
  test('an answer that is lost while somebody holds the document keeps no other waiting, and doubles nothing', async () => {
    const [stuck, free] = [await aPlace(), await aPlace()]
    const [held, other] = [await openRaw(stuck.place), await openRaw(free.place)]
    for (const client of [held, other]) {
      await client.join()
      client.sendUpdate(client.write(addParagraph('начало')))
      await until(() => client.acknowledged() === 1, 'first words')
    }
    const release = await stall(stuck.document.id)
    held.sendUpdate(held.write(addParagraph('под вопросом')))
    await calm(100)
    await server.deps.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'krug log' and datname = current_database()`
    held.sendUpdate(held.write(addParagraph('и ещё')))
    for (let n = 2; n <= 4; n++) {
      other.sendUpdate(other.write(addParagraph(`идёт ${n}`)))
      await until(() => other.acknowledged() === n, `n = ${n}`)
    }
    expect(held.acknowledged()).toBe(1)
    await release()
    await until(() => held.acknowledged() === 3, 'the held one')
    expect(wordsOf(held.doc).match(/под вопросом/g)).toHaveLength(1)
    expect(await countRows(stuck.document.id)).toBe(3)
    for (const client of [held, other]) client.close()
  })

  test('a full disk: nothing is acknowledged, the author is told, and all of it arrives once when there is room', async () => {
    const [{ place, document }, well] = [await aPlace(), await aPlace()]
    const [writer, neighbour] = [await openRaw(place), await openRaw(well.place)]
    await Promise.all([writer.join(), neighbour.join()])
    writer.sendUpdate(writer.write(addParagraph('было место')))
    await until(() => writer.acknowledged() === 1, 'the first words')
    // As Postgres says it when the disk is full.
    await server.deps.sql.unsafe(`
      create function no_room() returns trigger language plpgsql as
        $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
      create trigger no_room before insert on document_update execute function no_room()`)
    for (let n = 1; n <= 20; n++) writer.sendUpdate(writer.write(addParagraph(`нет места ${n}`)))
    await until(() => writer.statuses().at(-1) === false, 'a word to the author')
    expect(writer.acknowledged()).toBe(1)
    await server.deps.sql`drop function no_room cascade`
    await until(() => writer.acknowledged() === 21, 'acknowledgements')
    await until(() => writer.statuses().at(-1) === true, 'the all-clear')
    neighbour.sendUpdate(neighbour.write(addParagraph('и соседи пишут')))
    await until(() => neighbour.acknowledged() === 1, 'the neighbours')
    const state = Buffer.from(await server.deps.rooms.readState(document.id)).toString('utf8')
    expect(state.split('нет места').length - 1).toBe(20)
    for (const client of [writer, neighbour]) client.close()
  })

  test('connections of the log are cut in the middle of writing: nothing is lost or written twice', async () => {
    const { place, document } = await aPlace()
    const writer = await openRaw(place)
    await writer.join()
    const cut = () => server.deps.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'krug log' and datname = current_database()`
    for (let n = 1; n <= 60; n++) {
      writer.sendUpdate(writer.write(addParagraph(`абзац ${n}`)))
      if (n % 12 === 0) await cut()
      await calm(5)
    }
    await until(() => writer.acknowledged() === 60, 'all acknowledged')
    const rows = await server.deps.sql`
      select seq::int, data from document_update where document_id = ${document.id} order by seq`
    expect(rows.map((row) => row.seq as number)).toEqual(rows.map((_, index) => index + 1))
    expect(new Set(rows.map((row) => (row.data as Buffer).toString('hex'))).size).toBe(rows.length)
    writer.close()
  })
})
