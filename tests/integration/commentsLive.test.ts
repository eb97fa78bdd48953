import type { CommunityRole } from 'shared/permissions/roles'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCommunity, aMember } from '../factories/community.ts'
import { aDocument } from '../factories/document.ts'
import { aPerson } from '../factories/person.ts'
import { openLine, openTunnelled, until } from '../support/clients.ts'
import { signIn } from '../support/person.ts'
import { openRaw } from '../support/raw.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

test('B1: everybody in the document hears that comments changed, at both doors, and nothing of what was said', async () => {
  const { id: communityId } = await aCommunity(server.deps.db)
  const document = await aDocument(server.deps.db, { communityId })
  const someone = async (role: CommunityRole) => {
    const person = await aPerson(server.deps.db)
    await aMember(server.deps.db, { communityId, personId: person.id, role })
    return signIn(server, person.email)
  }
  const [teacher, observer] = [await someone('member'), await someone('observer')]
  const heard: string[] = []
  const line = openLine(server.url, observer.cookie)
  const inTunnel = openTunnelled(line, document.id, { onNotice: (topic) => heard.push(topic) })
  const native = await openRaw({ url: server.url, cookie: teacher.cookie, documentName: document.id })
  await inTunnel.synced
  const said = { anchor: { kind: 'document' }, text: 'Тайное слово' }
  const answer = await teacher.send('POST', `/documents/${document.id}/comments`, said)
  expect(answer.status).toBe(200)
  await until(() => heard.length === 1 && native.answers.some(({ kind }) => kind === 'notice'), 'the notice')
  expect(native.answers.find(({ kind }) => kind === 'notice')).toEqual({
    kind: 'notice',
    topic: 'comments',
    n: 1,
  })
  inTunnel.close()
  line.close()
  native.close()
})

test('B1: who is judged again while a notice comes hears of it afterwards', async () => {
  const { id: communityId } = await aCommunity(server.deps.db)
  const { id } = await aDocument(server.deps.db, { communityId })
  const person = await aPerson(server.deps.db)
  await aMember(server.deps.db, { communityId, personId: person.id })
  const { cookie } = await signIn(server, person.email)
  const client = await openRaw({ url: server.url, cookie, documentName: id })
  await client.join()
  await server.deps.sql.begin(async (tx) => {
    // Nobody's rights can be read until this ends.
    await tx`lock table community_member in access exclusive mode`
    server.deps.rooms.revoke({ documentId: id })
    await tx`select 1`
    server.deps.rooms.notice(id, 'document', 0)
    await tx`select 1`
    expect(client.answers.filter(({ kind }) => kind === 'notice')).toEqual([])
  })
  await until(() => client.answers.some(({ kind }) => kind === 'notice'), 'the notice')
  client.close()
})
