import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { startBody } from '../documents/schema/startBody.ts'
import { linkedDocuments } from './linked.ts'

const ONE = '019a3b5e-7c1d-7000-8000-000000000001'
const TWO = '019a3b5e-7c1d-7000-8000-000000000002'
const link = (document: string) => ({ type: 'documentLink', attrs: { document, label: 'План' } })
const line = (...content: object[]) => ({ type: 'paragraph', content })

it('finds every linked document once, wherever it is named, and nothing that is no id', () => {
  const doc = new Y.Doc()
  const inside = { type: 'callout', content: [line(link(TWO), link(ONE))] }
  startBody(doc, { type: 'doc', content: [line(link(TWO)), inside, line(link('../evil'))] } as never)
  expect(linkedDocuments(doc)).toEqual([ONE, TWO])
  expect(linkedDocuments(new Y.Doc())).toEqual([])
})
