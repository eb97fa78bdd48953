import { encodeStep1 } from 'shared/protocol/frames'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import type * as Y from 'yjs'
import { openLine, openNative, openTunnelled, until } from '../support/clients.ts'
import { addParagraph, openRaw, wordsOf, type RawClient } from '../support/raw.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { aTown } from '../support/town.ts'

let server: TestServer
let deaf: TestServer
beforeAll(async () => {
  server = await startServer()
  // Hears of no withdrawal; only the sweep finds out.
  deaf = await startServer({ roomLimits: { sweepMs: 1_000 } })
})
afterAll(() => Promise.all([server.stop(), deaf.stop()]))

const calm = (milliseconds = 300) => new Promise((resolve) => setTimeout(resolve, milliseconds))
type Town = Awaited<ReturnType<typeof aTown>>

/** What a command that changes rights does: the change and the raised epoch commit together. */
const changeRole = (
  { deps }: TestServer,
  { community, document }: Town,
  personId: string,
  role: string | null,
) =>
  deps.sql.begin(async (tx) => {
    if (role === null)
      await tx`update community_member set left_on = '2026-09-02'
        where community_id = ${community.id} and person_id = ${personId}`
    else
      await tx`update community_member set role = ${role}
        where community_id = ${community.id} and person_id = ${personId}`
    await tx`update document set acl_epoch = acl_epoch + 1 where id = ${document.id}`
  })

const rowsOf = ({ deps }: TestServer, { document }: Town, personId: string) =>
  deps.sql`select seq::int from document_update where document_id = ${document.id} and person_id = ${personId}`

const typeOn = (client: RawClient) => {
  const stop = new AbortController()
  const typing = (async () => {
    while (!stop.signal.aborted && client.closes.length === 0) {
      client.sendUpdate(client.write(addParagraph('слово')))
      await calm(2)
    }
  })()
  return async () => {
    stop.abort()
    await typing
  }
}

describe('R2: a withdrawal is felt at once', () => {
  test('doubts that come faster than they can be judged are judged together', async () => {
    const town = await aTown(server)
    const { cookie } = await town.someone('member')
    const writer = await openRaw({ url: server.url, documentName: town.documentName, cookie })
    await writer.join()
    const { rooms } = server.deps
    const admit = vi.spyOn(rooms.admitter, 'admit')
    onTestFinished(() => admit.mockRestore())
    for (let n = 0; n < 300; n++) rooms.revoke({ documentId: town.document.id })
    writer.sendUpdate(writer.write(addParagraph('слово')))
    await until(() => writer.acknowledged() === 1, 'an acknowledgement')
    await calm(1_000)
    expect(admit.mock.calls.length).toBeGreaterThan(0)
    expect(admit.mock.calls.length).toBeLessThan(10)
    writer.close()
  })

  test('a writer under load: not one update after the withdrawal commits, closed with 4403', async () => {
    const town = await aTown(server)
    const [leaving, staying] = [await town.someone('member'), await town.someone('member')]
    const place = { url: server.url, documentName: town.documentName }
    const writer = await openRaw({ ...place, cookie: leaving.cookie })
    const other = await openRaw({ ...place, cookie: staying.cookie })
    await Promise.all([writer.join(), other.join()])
    const stops = [typeOn(writer), typeOn(other)]
    await until(() => writer.acknowledged() > 20, 'typing')
    await changeRole(server, town, leaving.person.id, null)
    const written = (await rowsOf(server, town, leaving.person.id)).length
    server.deps.rooms.revoke({ personId: leaving.person.id, documentId: town.document.id })
    await until(() => writer.closes.length > 0, 'a close')
    expect(writer.closes).toEqual([{ code: 4403, reason: 'accessWithdrawn' }])
    expect((await rowsOf(server, town, leaving.person.id)).length).toBe(written)
    const before = other.acknowledged()
    await until(() => other.acknowledged() > before + 10, 'the other goes on')
    expect(other.closes).toEqual([])
    await Promise.all(stops.map((stop) => stop()))
    other.close()
  })

  test('without any wake-up the append itself refuses, and the sweep sends readers away', async () => {
    const town = await aTown(deaf)
    const [leaving, reading, staying] = [
      await town.someone('member'),
      await town.someone('observer'),
      await town.someone('member'),
    ]
    const place = { url: deaf.url, documentName: town.documentName }
    const [writer, reader, other] = [
      await openRaw({ ...place, cookie: leaving.cookie }),
      await openRaw({ ...place, cookie: reading.cookie }),
      await openRaw({ ...place, cookie: staying.cookie }),
    ]
    await Promise.all([writer.join(), reader.join(), other.join()])
    const stop = typeOn(writer)
    await until(() => writer.acknowledged() > 10, 'typing')
    await changeRole(deaf, town, leaving.person.id, null)
    const written = (await rowsOf(deaf, town, leaving.person.id)).length
    await changeRole(deaf, town, reading.person.id, null)
    await until(() => writer.closes.length > 0 && reader.closes.length > 0, 'both closed')
    expect([writer.closes[0]?.code, reader.closes[0]?.code]).toEqual([4403, 4403])
    expect((await rowsOf(deaf, town, leaving.person.id)).length).toBe(written)
    await stop()
    // A rise of the epoch that does not concern her costs the other nothing.
    other.sendUpdate(other.write(addParagraph('дальше')))
    await until(() => other.acknowledged() === 1, 'an acknowledgement under the new epoch')
    expect(other.closes).toEqual([])
    other.close()
  })

  test('a change of rights in the middle of writing loses nothing of those who stay', async () => {
    const town = await aTown(server)
    const member = await town.someone('member')
    const writer = await openRaw({ url: server.url, cookie: member.cookie, documentName: town.documentName })
    await writer.join()
    const stop = typeOn(writer)
    for (let round = 0; round < 10; round++) {
      await server.deps.sql`update document set acl_epoch = acl_epoch + 1 where id = ${town.document.id}`
      await calm(30)
    }
    await stop()
    const paragraphs = wordsOf(writer.doc).split('<paragraph>').length - 1
    await until(() => writer.acknowledged() === paragraphs, 'all acknowledged')
    const state = await server.deps.rooms.readState(town.document.id)
    expect(Buffer.from(state).toString('utf8').split('слово').length - 1).toBe(paragraphs)
    writer.close()
  })

  test('who deleted the same words as one whose rights went is not told that it is kept, unless it is', async () => {
    const town = await aTown(server)
    const [leaving, staying] = [await town.someone('member'), await town.someone('member')]
    const place = { url: server.url, documentName: town.documentName }
    const writer = await openRaw({ ...place, cookie: leaving.cookie })
    const other = await openRaw({ ...place, cookie: staying.cookie })
    await Promise.all([writer.join(), other.join()])
    other.sendUpdate(other.write(addParagraph('лишнее')))
    await until(() => other.acknowledged() === 1 && wordsOf(writer.doc).includes('лишнее'), 'the words')
    const deleteAll = (doc: Y.Doc) => doc.getXmlFragment('body').delete(0, doc.getXmlFragment('body').length)
    await server.deps.sql.begin(async (tx) => {
      await tx`select from document where id = ${town.document.id} for no key update`
      writer.sendUpdate(writer.write(deleteAll))
      await calm(100)
      other.sendUpdate(other.write(deleteAll))
      await calm(200)
      await tx`update community_member set left_on = '2026-09-02'
        where community_id = ${town.community.id} and person_id = ${leaving.person.id}`
      await tx`update document set acl_epoch = acl_epoch + 1 where id = ${town.document.id}`
    })
    await until(() => other.acknowledged() === 2 || other.closes.length > 0, 'an answer or a close')
    const late = await openRaw({ ...place, cookie: staying.cookie })
    await late.join()
    expect([other.acknowledged(), wordsOf(late.doc).includes('лишнее')]).toEqual([1, true])
    expect(other.closes).toEqual([{ code: 1012, reason: 'restarting' }])
    late.close()
  })

  test('from editor to observer: closed with 4501, comes back by itself and only reads', async () => {
    const town = await aTown(server)
    const member = await town.someone('member')
    const client = openNative({ url: server.url, cookie: member.cookie, documentName: town.documentName })
    await client.synced
    client.text.insert(0, 'было ')
    await calm()
    await changeRole(server, town, member.person.id, 'observer')
    server.deps.rooms.revoke({ communityId: town.community.id })
    await until(() => client.closes.length === 1, 'a close')
    expect(client.closes[0]?.code).toBe(4501)
    await until(() => client.provider.synced, 'back again')
    client.text.insert(0, 'стало ')
    await calm()
    const state = await server.deps.rooms.readState(town.document.id)
    expect(Buffer.from(state).includes('стало')).toBe(false)
    client.close()
  })

  test('a sign-out ends the sessions of that session and no others, tunnel included', async () => {
    const town = await aTown(server)
    const [one, other] = [await town.someone('member'), await town.someone('member')]
    const lines = [openLine(server.url, one.cookie), openLine(server.url, other.cookie)]
    const [mine, hers] = lines.map((line) => openTunnelled(line, town.documentName))
    await Promise.all([mine?.synced, hers?.synced])
    await one.send('POST', '/auth/sign-out', {})
    const [session] = await server.deps.sql`select id from session where person_id = ${one.person.id}`
    expect(session).toBeUndefined()
    server.deps.rooms.revoke({ personId: one.person.id })
    await until(() => mine?.closes.length === 1, 'a close')
    expect(mine?.closes[0]?.code).toBe(4401)
    expect(hers?.closes).toEqual([])
    for (const client of [mine, hers]) client?.close()
    for (const line of lines) line.close()
  })

  test('an empty withdrawal would mean everybody, so it is an error', () => {
    expect(() => server.deps.rooms.revoke({})).toThrow()
  })
})

describe('R4: sessions that end while rooms are open', () => {
  const openBoth = async () => {
    const town = await aTown(deaf)
    const [mine, hers] = [await town.someone('member'), await town.someone('observer')]
    const place = { url: deaf.url, documentName: town.documentName }
    const clients = [
      await openRaw({ ...place, cookie: mine.cookie }),
      await openRaw({ ...place, cookie: hers.cookie }),
    ] as const
    await Promise.all(clients.map((client) => client.join()))
    return { mine, hers, clients }
  }

  test.each([
    ['it expires', 'expires_at = now()'],
    ['it was begun too long ago', "created_at = now() - interval '31 days'"],
  ])('%s: closed with 4401, others stay', async (_, change) => {
    const { mine, clients } = await openBoth()
    const [ending, lasting] = clients
    await deaf.deps.sql.unsafe(`update session set ${change} where person_id = '${mine.person.id}'`)
    await until(() => ending.closes.length > 0, 'a close')
    expect(ending.closes).toEqual([{ code: 4401, reason: 'signedOut' }])
    expect(lasting.closes).toEqual([])
    lasting.close()
  })

  test('one that is used on stays open beyond the end it had when the page was opened', async () => {
    const town = await aTown(deaf)
    const member = await town.someone('member')
    const end = (seconds: number) => deaf.deps.sql`
      update session set expires_at = now() + ${seconds} * interval '1 second'
      where person_id = ${member.person.id}`
    await end(3)
    const client = await openRaw({ url: deaf.url, cookie: member.cookie, documentName: town.documentName })
    await client.join()
    await end(3_600)
    await calm(5_000)
    client.sendUpdate(client.write(addParagraph('ещё здесь')))
    await until(() => client.acknowledged() === 1, 'an acknowledgement')
    expect(client.closes).toEqual([])
    client.close()
  })
})

describe('R5: rights that go while somebody is on the way in', () => {
  test('a member removed between admission and the open room reads nothing', async () => {
    const town = await aTown(server)
    const [leaving, staying] = [await town.someone('member'), await town.someone('member')]
    const place = { url: server.url, documentName: town.documentName }
    const other = await openRaw({ ...place, cookie: staying.cookie })
    await other.join()
    other.sendUpdate(other.write(addParagraph('тайна')))
    await until(() => other.acknowledged() === 1, 'the secret')

    const { admitter } = server.deps.rooms
    const { admit } = admitter
    const { promise: released, resolve: release } = Promise.withResolvers<undefined>()
    const { promise: admitted, resolve: hasAdmitted } = Promise.withResolvers<undefined>()
    // Rights are read, and the answer takes its time.
    admitter.admit = async (who, name) => {
      const admission = await admit(who, name)
      hasAdmitted(undefined)
      await released
      return admission
    }
    const coming = openRaw({ ...place, cookie: leaving.cookie })
    await admitted
    admitter.admit = admit
    await changeRole(server, town, leaving.person.id, null)
    server.deps.rooms.revoke({ personId: leaving.person.id, communityId: town.community.id })
    await calm(50)
    release(undefined)
    const late = await coming
    late.send(encodeStep1(Uint8Array.of(0)))
    await until(() => late.closes.length > 0, 'a close')
    expect(late.closes).toEqual([{ code: 4403, reason: 'accessWithdrawn' }])
    expect(wordsOf(late.doc)).toBe('')
    other.close()
  })
})

describe('R3: a document that goes', () => {
  test('to the trash: everyone hears 4404, writers at once and readers with the sweep', async () => {
    const town = await aTown(deaf)
    const [one, other] = [await town.someone('member'), await town.someone('observer')]
    const place = { url: deaf.url, documentName: town.documentName }
    const [writer, reader] = [
      await openRaw({ ...place, cookie: one.cookie }),
      await openRaw({ ...place, cookie: other.cookie }),
    ]
    await Promise.all([writer.join(), reader.join()])
    await deaf.deps.sql`update document set trashed_at = now() where id = ${town.document.id}`
    writer.sendUpdate(writer.write(addParagraph('поздно')))
    await until(() => writer.closes.length > 0 && reader.closes.length > 0, 'both closed')
    expect([writer.closes[0]?.code, reader.closes[0]?.code]).toEqual([4404, 4404])
    expect(writer.acknowledged()).toBe(0)
  })
})
