import { must } from 'shared/must'
import { encodeStep1, readFrame } from 'shared/protocol/frames'
import { unpackUpdates } from 'shared/protocol/row'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { until } from '../support/clients.ts'
import { addParagraph, openRaw, wordsOf } from '../support/raw.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ roomLimits: { sweepMs: 300, idleRoomMs: 200, idleTailRows: 1 } })
})
afterAll(() => server.stop())

const aPlace = async () => {
  const town = await aTown(server)
  const member = await town.someone('member')
  return {
    ...town,
    member,
    place: { url: server.url, cookie: member.cookie, documentName: town.documentName },
  }
}
const rooms = () => server.deps.rooms.statistics().rooms

/** What a client makes of a frame. */
const take = (doc: Y.Doc, bytes: Uint8Array): void => {
  const frame = readFrame(bytes)
  if (frame.kind === 'update' || frame.kind === 'step2') Y.applyUpdate(doc, frame.update)
}

describe('J4: a room that goes while somebody is on the way in', () => {
  test('is opened again for her: she hears what others write', async () => {
    const { place, document, ...town } = await aPlace()
    const { admitter, enter, revoke } = server.deps.rooms
    const { cookie } = await town.someone('member')
    const who = must(await admitter.identify(new Headers({ cookie })), 'a session')
    const admission = await admitter.admit(who, document.id)
    if ('refused' in admission) throw new Error(admission.refused)
    const heard = new Y.Doc()
    const door = {
      send: (frame: Uint8Array) => take(heard, frame),
      sendLive: ({ frame }: { frame: Uint8Array }) => take(heard, frame),
      ...{ unsent: () => 0, backlog: () => 0, close: () => undefined },
    }
    const late = await server.deps.sql.begin(async (tx) => {
      // Her rights are in doubt and cannot be judged for a while; nobody else is in the room.
      await tx`lock table community_member in access exclusive mode`
      revoke({ documentId: document.id })
      const connection = enter({ who, name: document.id, admission, door, acknowledges: true })
      connection.receive(encodeStep1(Uint8Array.of(0)))
      await until(() => rooms() > 0, 'the room')
      await until(() => rooms() === 0, 'the room to go')
      return connection
    })
    const writer = await openRaw(place)
    await writer.join()
    writer.sendUpdate(writer.write(addParagraph('слышно')))
    await until(() => wordsOf(heard).includes('слышно'), 'the words')
    late.left()
    writer.close()
  })
})

describe('J1: a history that is given up while its room opens', () => {
  test('who comes after it does not get that room', async () => {
    const { place, document } = await aPlace()
    const { sql } = server.deps
    const waiting = async () => {
      const [row] = await sql<{ count: number }[]>`select count(*)::int from pg_locks where not granted`
      return row?.count === 1
    }
    const [former, later] = await sql.begin(async (tx) => {
      await tx`lock table document_snapshot in access exclusive mode`
      const former = await openRaw(place)
      await until(waiting, 'the room that cannot open')
      await sql`update document set gen = gen + 1 where id = ${document.id}`
      return [former, await openRaw(place)]
    })
    await later.join()
    later.sendUpdate(later.write(addParagraph('заново')))
    await until(() => later.acknowledged() === 1, 'her words')
    await until(() => former.closes.length === 1, 'the end of the one who came before')
    expect([former.closes[0]?.code, later.closes]).toEqual([4404, []])
    later.close()
  })
})

describe('K9: a server that goes while people write', () => {
  test('waits for what it has taken and for no more; nothing of it is lost', async () => {
    const going = await startServer({ roomLimits: { drainMs: 60_000 } })
    const town = await aTown(going)
    const aWriter = async () => {
      const { cookie } = await town.someone('member')
      const writer = await openRaw({ url: going.url, cookie, documentName: town.documentName })
      await writer.join()
      return writer
    }
    const writers = await Promise.all(Array.from({ length: 8 }, aWriter))
    const typeAll = () => {
      for (const writer of writers) writer.sendUpdate(writer.write(addParagraph('слово')))
    }
    const timer = setInterval(typeAll, 1)
    const acknowledged = () => writers.map((writer) => writer.acknowledged())
    await until(() => Math.min(...acknowledged()) > 50, 'words')
    let isGone = false
    const drained = going.deps.rooms.drain().then(() => (isGone = true))
    await until(() => isGone, 'the rooms to go')
    clearInterval(timer)
    await drained
    await until(() => writers.every(({ closes }) => closes.length > 0), 'the closes')
    const [row] = await going.deps.sql<{ updates: Buffer[] }[]>`
      select array_agg(data order by seq) as updates from document_update where document_id = ${town.document.id}`
    const stored = new Y.Doc()
    for (const data of must(row, 'the rows').updates)
      for (const update of unpackUpdates(data)) Y.applyUpdate(stored, update)
    expect(stored.getXmlFragment('body').length).toBeGreaterThanOrEqual(
      acknowledged().reduce((sum, count) => sum + count, 0),
    )
    await going.stop()
  })
})

describe('R4: full states are stored while sessions end', () => {
  test('a session that is over ends in the rooms however long that takes', async () => {
    const [left, place] = [await aPlace(), await aPlace()]
    const [writer, ending] = [await openRaw(left.place), await openRaw(place.place)]
    await Promise.all([writer.join(), ending.join()])
    writer.sendUpdate(writer.write(addParagraph('записано')))
    await until(() => writer.acknowledged() === 1, 'the words')
    await server.deps.sql.begin(async (tx) => {
      await tx`select from document where id = ${left.document.id} for no key update`
      writer.close()
      const waits = async () =>
        (
          await server.deps.sql`select from pg_locks where not granted and pid in (
          select pid from pg_stat_activity where datname = current_database())`
        ).length > 0
      await until(waits, 'the full state to wait for its document')
      await server.deps.sql`update session set expires_at = now() where person_id = ${place.member.person.id}`
      await until(() => ending.closes.length > 0, 'a close')
    })
    expect(ending.closes).toEqual([{ code: 4401, reason: 'signedOut' }])
  })
})
