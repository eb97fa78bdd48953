import { must } from 'shared/must'
import * as Y from 'yjs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aMember } from '../factories/community.ts'
import { aDocument } from '../factories/document.ts'
import { aPerson } from '../factories/person.ts'
import type { Connected } from 'db/connect'
import { signIn, type Person } from '../support/person.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
let db: Connected['db']
let sql: Connected['sql']
let administrator: Person
beforeAll(async () => {
  server = await startServer({ settings: { LOG_LEVEL: 'error' } })
  ;({ db, sql } = server.deps)
  administrator = await signIn(server, (await aPerson(db, { installationRole: 'systemAdministrator' })).email)
})
afterAll(() => server.stop())

/** A member with the document open, beside a colleague who leads the community. */
const anOpenDocument = async () => {
  const document = await aDocument(db)
  const { communityId } = document
  const [person, colleague] = [await aPerson(db), await aPerson(db)]
  await aMember(db, { communityId, personId: person.id })
  await aMember(db, { communityId, personId: colleague.id, role: 'leader' })
  const [her, leader] = [await signIn(server, person.email), await signIn(server, colleague.email)]
  const [open, beside] = [her.connectYjs(document.id), leader.connectYjs(document.id)]
  await Promise.all([open.synced, beside.synced])
  return { document, communityId, person, her, leader, open, beside }
}
type Opened = Awaited<ReturnType<typeof anOpenDocument>>

/** The code with which the server ends a client's socket. */
const closeCode = ({ provider }: Opened['open']): Promise<number> =>
  new Promise((resolve) => {
    provider.on('connection-close', (event) => {
      if (event) resolve(event.code)
    })
  })

const withdrawals: [string, number, (opened: Opened) => Promise<Response>][] = [
  [
    'a member is sent away',
    4403,
    ({ leader, communityId, person }) =>
      leader.send('DELETE', `/communities/${communityId}/members/${person.id}`),
  ],
  [
    'she leaves',
    4403,
    ({ her, communityId, person }) => her.send('DELETE', `/communities/${communityId}/members/${person.id}`),
  ],
  ['she signs out', 4401, ({ her }) => her.send('POST', '/auth/sign-out')],
  [
    'she is blocked',
    4401,
    ({ person }) => administrator.send('PATCH', `/people/${person.id}`, { state: 'blocked' }),
  ],
]

test.each(withdrawals)(
  'when %s, her socket ends with %i, and her colleague’s stays',
  async (_name, code, deed) => {
    const opened = await anOpenDocument()
    const closed = closeCode(opened.open)
    expect((await deed(opened)).status).toBe(200)
    expect(await closed).toBe(code)

    for (const { doc } of [opened.open, opened.beside])
      doc.getXmlFragment('body').insert(0, [new Y.XmlElement('paragraph')])
    await expect.poll(async () => (await headOf(opened)) >= 1).toBe(true)
    expect(opened.beside.provider.wsconnected).toBe(true)
    const rows =
      await sql`select distinct person_id from document_update where document_id = ${opened.document.id}`
    expect(rows).not.toContainEqual({ person_id: opened.person.id })
    opened.open.close()
    opened.beside.close()
  },
)

test('who is sent away goes at once, whoever points at the document and its community meanwhile', async () => {
  const { document, communityId, person, leader, open, beside } = await anOpenDocument()
  await sql.begin(async (projecting) => {
    // As foreign keys of what a projection writes do.
    await projecting`select from document where id = ${document.id} for key share`
    const answer = await leader.send('DELETE', `/communities/${communityId}/members/${person.id}`)
    expect(answer.status).toBe(200)
    await projecting`select from community where id = ${communityId} for key share`
  })
  open.close()
  beside.close()
})

const headOf = async ({ document }: Opened): Promise<number> => {
  const [row] = await sql<{ seq: string }[]>`select head_seq as seq from document where id = ${document.id}`
  return Number(must(row, 'the document').seq)
}
