import { updateYFragment, yXmlFragmentToProseMirrorRootNode } from 'y-prosemirror'
import { editorSchema } from 'shared/documents/schema/editor'
import { readSet } from 'shared/documents/readFields'
import { writeEntries } from 'shared/roadmaps/write'
import * as Y from 'yjs'
import { changeBetween } from './fields/textChange.ts'

const carryBody = (from: Y.Doc, to: Y.Doc): void => {
  const body = yXmlFragmentToProseMirrorRootNode(from.getXmlFragment('body'), editorSchema)
  updateYFragment(to, to.getXmlFragment('body'), body, { mapping: new Map(), isOMark: new Map() })
}

const carryText = (from: Y.Text, to: Y.Text): void => {
  const after = from.toJSON()
  const change = changeBetween(to.toJSON(), after, after.length)
  if (!change) return
  to.delete(change.at, change.remove)
  to.insert(change.at, change.insert)
}

const carryFields = (from: Y.Doc, to: Y.Doc): void => {
  const target = to.getMap('fields')
  const given = from.getMap('fields')
  for (const [name, own] of target) if (typeof own === 'string' && !given.has(name)) target.delete(name)
  for (const [name, value] of given) {
    const own = target.get(name)
    if (value instanceof Y.Text && own instanceof Y.Text) carryText(value, own)
    else if (value instanceof Y.Map && own instanceof Y.Map)
      writeEntries(own as Y.Map<unknown>, readSet(value))
    else if (typeof value === 'string' && own !== value) target.set(name, value)
  }
}

/**
 * Writes what one copy of a document has and another has not into the other, as new edits. For the words written after
 * a refused edit: their structs hang on structs the server will never have.
 */
export const transplant = (from: Y.Doc, to: Y.Doc, origin: unknown): void => {
  // What colleagues wrote meanwhile is in both copies then, so the difference is our own.
  Y.applyUpdate(from, Y.encodeStateAsUpdate(to), 'transplant')
  to.transact(() => {
    carryBody(from, to)
    carryFields(from, to)
  }, origin)
}
