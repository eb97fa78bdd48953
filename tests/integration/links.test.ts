import { newId } from 'db/id'
import { seedDocument } from 'db/queries/log'
import { setTrashed } from 'db/queries/documents'
import { startBody } from 'shared/documents/schema/startBody'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import { aCommunity, aMember } from '../factories/community.ts'
import { aDocument } from '../factories/document.ts'
import { aPerson } from '../factories/person.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { openBrowser } from '../support/browser.ts'

let app: OpenApi
beforeAll(async () => {
  app = await openApi()
})
afterAll(() => app.close())

const linking = (document: string): Uint8Array => {
  const doc = new Y.Doc()
  const link = { type: 'documentLink', attrs: { document, label: 'План' } }
  startBody(doc, { type: 'doc', content: [{ type: 'paragraph', content: [link] }] })
  return Y.encodeStateAsUpdate(doc)
}

const write = (documentId: string, update: Uint8Array) =>
  app.db.transaction((tx) =>
    seedDocument(tx, { documentId, updates: [update], at: new Date(), seeded: true }),
  )

it('a document is told who links to it, of what the asker may read', async () => {
  const [mine, foreign] = [await aCommunity(app.db), await aCommunity(app.db)]
  const person = await aPerson(app.db)
  await aMember(app.db, { communityId: mine.id, personId: person.id, role: 'member' })
  const target = await aDocument(app.db, { communityId: mine.id })
  const from = await aDocument(app.db, { communityId: mine.id, title: 'Программа' })
  const hidden = await aDocument(app.db, { communityId: foreign.id, title: 'Чужая' })
  const update = linking(target.id)
  await write(from.id, update)
  await write(hidden.id, linking(target.id))
  await write(target.id, linking(newId()))
  await app.deps.projections.settle()
  const browser = openBrowser(app)
  await browser.signIn(person.email)
  const backlinks = async (): Promise<unknown> =>
    (await browser.get(`/documents/${target.id}/backlinks`)).json()
  const shown = { id: from.id, title: 'Программа', communityName: mine.name }
  expect(await backlinks()).toEqual([shown])

  await setTrashed(app.db, from.id, { at: new Date(), by: person.id })
  expect(await backlinks()).toEqual([])
  await setTrashed(app.db, from.id, null)
  await app.deps.projections.rebuild('documentLinks')
  await app.deps.projections.settle()
  expect(await backlinks()).toEqual([shown])

  // The link is taken out again.
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  const before = Y.encodeStateVector(doc)
  doc.getXmlFragment('body').delete(0, 1)
  await write(from.id, Y.encodeStateAsUpdate(doc, before))
  await app.deps.projections.settle()
  expect(await backlinks()).toEqual([])
})
