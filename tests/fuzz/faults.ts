import { fingerprint } from 'server/sync/state/fingerprint'
import { editorSchema } from 'shared/documents/schema/editor'
import { lessonPlanFields } from 'shared/documents/fields'
import { actionCells } from 'shared/roadmaps/contract'
import * as Y from 'yjs'

// What a fresh, stock Yjs client makes of a document; shares no code with the gate that it checks.

const DEEPEST = 64
const roots = ['body', 'fields', 'rows']

const faultsOfMarks = (text: Y.XmlText): string[] =>
  (text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]).flatMap((run) => [
    ...(typeof run.insert === 'string' ? [] : ['an embed in a text']),
    ...Object.entries(run.attributes ?? {}).flatMap(([key, value]) => {
      const mark = editorSchema.marks[key.replace(/--.{8}$/, '')]
      if (!mark) return [`mark ${key}`]
      const unknown = Object.keys(value as object).filter((name) => !(name in (mark.spec.attrs ?? {})))
      return unknown.map((name) => `attribute ${name} of mark ${key}`)
    }),
  ])

const faultsOfNode = (node: unknown, depth: number): string[] => {
  if (depth > DEEPEST) return ['too deep']
  if (node instanceof Y.XmlText) return faultsOfMarks(node)
  if (!(node instanceof Y.XmlElement)) return ['something that is no element']
  const type = editorSchema.nodes[node.nodeName]
  if (!type || type.name === 'doc' || type.name === 'text') return [`node ${node.nodeName}`]
  const attributes = Object.keys(node.getAttributes()).filter((name) => !(name in (type.spec.attrs ?? {})))
  return [
    ...attributes.map((name) => `attribute ${name} of ${node.nodeName}`),
    ...node.toArray().flatMap((child: unknown) => faultsOfNode(child, depth + 1)),
  ]
}

const isPlain = (value: unknown): boolean => !(value instanceof Y.AbstractType) && !(value instanceof Y.Doc)

const faultsOfFields = (fields: Y.Map<unknown>): string[] =>
  [...fields.entries()].flatMap(([key, value]) => {
    const field = lessonPlanFields.find(({ name }) => name === key)
    const fits = field?.shape === 'text' ? value instanceof Y.Text : isPlain(value)
    return field && fits ? [] : [`field ${key}`]
  })

const faultsOfRow = (row: unknown): string[] => {
  if (!(row instanceof Y.Map)) return ['a row that is no map']
  return [...row.entries()].flatMap(([key, value]) => {
    const rule = Object.entries(actionCells).find(([name]) => name === key)?.[1]
    if (rule?.kind === 'text') return value instanceof Y.Text ? [] : [`cell ${key}`]
    if (rule?.kind === 'set') return value instanceof Y.Map ? [] : [`cell ${key}`]
    return rule && isPlain(value) ? [] : [`cell ${key}`]
  })
}

/** A fresh document of all updates, as any Yjs client would have it. */
export const replay = (updates: readonly Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

/** The same content for every reader, and the same structs known. */
export const areSame = (one: Y.Doc, other: Y.Doc): boolean =>
  fingerprint(one) === fingerprint(other) &&
  Buffer.compare(Y.encodeStateVector(one), Y.encodeStateVector(other)) === 0

/** All that is wrong with a lesson plan: gaps, and whatever its editor could not have written. */
export const faultsIn = (doc: Y.Doc): string[] => {
  const { pendingStructs, pendingDs } = doc.store
  const foreign = [...doc.share.keys()].filter((name) => !roots.includes(name))
  const body = doc.getXmlFragment('body')
  const dangerous = /(?:javascript|vbscript|data):/i.test(body.toJSON()) ? ['an unsafe address'] : []
  // Any reader must be able to take the state over.
  const copy = replay([Y.encodeStateAsUpdate(doc)])
  return [
    ...(pendingStructs || pendingDs ? ['a gap'] : []),
    ...foreign.map((name) => `root ${name}`),
    ...dangerous,
    ...body.toArray().flatMap((node) => faultsOfNode(node, 1)),
    ...faultsOfFields(doc.getMap('fields')),
    ...doc.getArray('rows').toArray().flatMap(faultsOfRow),
    ...(copy.getXmlFragment('body').toJSON() === body.toJSON() ? [] : ['a state that cannot be handed on']),
  ]
}
