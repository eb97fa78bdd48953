import * as Y from 'yjs'
import { contentOf, describe, wordsFor } from './describe.ts'
import { identityOf, isShared, type SharedType } from './items.ts'
import { pairChildren } from './pairs.ts'
import { restoreText } from './restoreText.ts'
import { isSimilar } from './similar.ts'
import { findRestored, type Restored } from './restored.ts'
import { alignRows } from './rows.ts'

type Node = Y.XmlElement | Y.XmlText

/** Texts that were changed, each with the one whose words it has now. */
type Changed = (readonly [current: Y.Text, wanted: Y.Text])[]

const wordsOf = (held: unknown): string => wordsFor(describe(held))

/** Something of the same kind with nothing in it, for a document that does not hold it; a plain value is itself. */
const blankOf = (wanted: unknown): unknown => {
  if (wanted instanceof Y.XmlText) return new Y.XmlText()
  if (wanted instanceof Y.Text) return new Y.Text()
  if (wanted instanceof Y.XmlElement) return new Y.XmlElement(wanted.nodeName)
  return wanted instanceof Y.Map ? new Y.Map() : wanted
}

const restoreAttributes = (current: Y.XmlElement, wanted: Y.XmlElement): void => {
  const [held, given] = [current.getAttributes(), wanted.getAttributes()]
  for (const key of Object.keys(held)) if (!(key in given)) current.removeAttribute(key)
  for (const [key, value] of Object.entries(given))
    if (value !== undefined && wordsFor(held[key]) !== wordsFor(value)) current.setAttribute(key, value)
}

const rules = { identityOf, wordsFor: wordsOf, isSimilar }

const restoreChildren = (current: Y.XmlFragment, wanted: Y.XmlFragment, changed: Changed): void => {
  const children = wanted.toArray() as Node[]
  const held = current.toArray() as Node[]
  const partners = pairChildren({ current: held, wanted: children }, rules)
  let at = 0
  const removeUntil = (partner?: Node): void => {
    while (held.length > 0 && held[0] !== partner) {
      current.delete(at, 1)
      held.shift()
    }
  }
  for (const [index, child] of children.entries()) {
    const partner = partners[index] ?? (blankOf(child) as Node)
    if (partners[index]) {
      removeUntil(partner)
      held.shift()
    } else current.insert(at, [partner])
    become(partner, child, changed)
    at++
  }
  removeUntil()
}

/** Values that one of them may stay: types of one kind, whatever they say, and plain values that say the same. */
const isSameKind = (one: unknown, other: unknown): boolean =>
  isShared(one) && isShared(other)
    ? one.constructor === other.constructor
    : !isShared(one) && !isShared(other) && wordsFor(one) === wordsFor(other)

const restoreMap = (current: Y.Map<unknown>, wanted: Y.Map<unknown>, changed: Changed): void => {
  for (const key of [...current.keys()]) if (!wanted.has(key)) current.delete(key)
  for (const [key, value] of wanted.entries()) {
    if (!isSameKind(current.get(key), value)) current.set(key, blankOf(value))
    const held = current.get(key)
    if (isShared(held) && isShared(value)) become(held, value, changed)
  }
}

const isElement = (held: unknown): held is Y.XmlElement => held instanceof Y.XmlElement

/** Changes `current` in place until it says what `wanted` says; both are of one kind. */
const become = (current: SharedType, wanted: SharedType, changed: Changed): void => {
  if (wordsOf(current) === wordsOf(wanted)) return
  if (current instanceof Y.Text && wanted instanceof Y.Text) {
    restoreText(current, wanted)
    changed.push([current, wanted])
  } else if (current instanceof Y.Map && wanted instanceof Y.Map) restoreMap(current, wanted, changed)
  else if (current instanceof Y.XmlFragment && wanted instanceof Y.XmlFragment) {
    if (isElement(current) && isElement(wanted)) restoreAttributes(current, wanted)
    restoreChildren(current, wanted, changed)
  }
}

/** An edit of `doc`, and which characters it wrote again; null when the document says that already. */
export type Restoration = { update: Uint8Array; restored: Restored[] }

/**
 * Makes a document say what `wanted` says, by the smallest edit: nodes, rows and characters that both hold stay the same
 * ones, so what others write in them meanwhile stays too. Throws when it ends up saying something else.
 */
export const restore = (doc: Y.Doc, wanted: Y.Doc): Restoration | null => {
  const aim = wordsFor(contentOf(wanted))
  if (wordsFor(contentOf(doc)) === aim) return null
  const before = Y.encodeStateVector(doc)
  const changed: Changed = []
  const updates: Uint8Array[] = []
  const note = (update: Uint8Array) => updates.push(update)
  doc.on('update', note)
  doc.transact(() => {
    become(doc.getXmlFragment('body'), wanted.getXmlFragment('body'), changed)
    restoreMap(doc.getMap('fields'), wanted.getMap('fields'), changed)
    for (const [row, original] of alignRows(doc.getArray('rows'), wanted.getArray('rows')))
      become(row, original, changed)
  })
  doc.off('update', note)
  if (wordsFor(contentOf(doc)) !== aim) throw new Error('a restore says something else than its version')
  const restored = changed.flatMap(([text, original]) => findRestored(doc.clientID, text, original))
  return { update: updates[0] ?? Y.encodeStateAsUpdate(doc, before), restored }
}
