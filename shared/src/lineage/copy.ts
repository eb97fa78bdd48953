import * as Y from 'yjs'
import type { DocumentKind } from '../documents/kinds.ts'
import type { ActionDraft } from '../roadmaps/action.ts'
import { addAction } from '../roadmaps/change.ts'
import { readRoadmap } from '../roadmaps/read.ts'
import { fillDocument, type Filling } from '../templates/placeholders.ts'

const copyValue = (value: unknown): unknown => (value instanceof Y.AbstractType ? value.clone() : value)

type Copied = Parameters<Y.XmlFragment['push']>[0]

const copyBody = (from: Y.Doc, to: Y.Doc): void => {
  const children = from.getXmlFragment('body').toArray()
  to.getXmlFragment('body').push(children.map((child) => child.clone()) as Copied)
}

const copyFields = (from: Y.Doc, to: Y.Doc): void => {
  const fields = to.getMap('fields')
  for (const [name, value] of from.getMap('fields').entries()) fields.set(name, copyValue(value))
}

/** What was planned is taken over, what became of it is not: the new plan begins anew. */
const planAgain = (action: ActionDraft): ActionDraft => ({
  ...action,
  ...{ status: 'planned', evidence: [], doneOn: null, factCount: null },
  ...{ cancelReason: '', originalDateTo: null, postponedTo: null },
})

const copyRows = (from: Y.Doc, to: Y.Doc, newId: () => string): void => {
  for (const action of readRoadmap(from).actions) {
    const { id: _id, order: _order, ...draft } = action
    addAction(to, planAgain(draft), { id: newId() })
  }
}

type How = {
  newId: () => string
  /** What its placeholders mean; null when the other is no template. */
  filling: Filling | null
}

/**
 * A new document that says what another says («взять за основу»), as its first update. Nothing of the other's history
 * comes along: no client ids, no deleted words.
 */
export const copyDocument = (from: Y.Doc, kind: DocumentKind, { newId, filling }: How): Uint8Array => {
  const to = new Y.Doc()
  to.transact(() => {
    copyFields(from, to)
    if (kind === 'roadmap') copyRows(from, to, newId)
    else copyBody(from, to)
    if (filling) fillDocument(to, filling)
  })
  return Y.encodeStateAsUpdate(to)
}
