import { encodeDeletion, type StructRange } from 'shared/protocol/deletion'
import * as Y from 'yjs'

type Type = Y.AbstractType<unknown>

const itemsOf = (update: Uint8Array): Y.Item[] =>
  Y.decodeUpdate(update).structs.filter((struct): struct is Y.Item => struct instanceof Y.Item)

const rangeOf = ({ id, length }: Y.Item): StructRange => ({ client: id.client, clock: id.clock, length })

/** The same ranges, as few as possible: a paste of thousands of paragraphs is one. */
const joined = (ranges: readonly StructRange[]): StructRange[] => {
  const joint: StructRange[] = []
  for (const range of [...ranges].sort(
    (one, other) => one.client - other.client || one.clock - other.clock,
  )) {
    const last = joint.at(-1)
    if (last?.client === range.client && last.clock + last.length === range.clock) last.length += range.length
    else joint.push({ ...range })
  }
  return joint
}

/** True when all of an item is in a range: what was typed on may have grown together with what was refused. */
const isWithin = (ranges: readonly StructRange[], { id, length }: Y.Item): boolean =>
  ranges.some(
    (range) =>
      range.client === id.client &&
      range.clock <= id.clock &&
      id.clock + length <= range.clock + range.length,
  )

const childrenOf = (type: Type): Y.Item[] => {
  const children = [...type._map.values()]
  for (let item = type._start; item; item = item.right) children.push(item)
  return children
}

/** True when something stands in a type that is not refused with it. */
const holdsOthers = (type: Type, ranges: readonly StructRange[]): boolean =>
  childrenOf(type).some((child) => {
    if (child.deleted) return false
    if (!isWithin(ranges, child)) return true
    return child.content instanceof Y.ContentType && holdsOthers(child.content.type, ranges)
  })

/** The type that an item of an update put into the document; null when it put none, or it is gone again. */
const typeIn = ({ store }: Y.Doc, { id }: Y.Item): Type | null => {
  if (Y.getState(store, id.client) <= id.clock) return null
  const item = Y.getItem(store, id) as Y.Item | Y.GC
  return item instanceof Y.Item && item.content instanceof Y.ContentType ? item.content.type : null
}

/**
 * Takes out of a document what these updates put in. What they deleted stays deleted, and a paragraph stays in which
 * something was written since.
 */
export const takeOut = (doc: Y.Doc, updates: readonly Uint8Array[]): void => {
  const items = updates.flatMap(itemsOf)
  const ranges = joined(items.map(rangeOf))
  const gone = items.filter((item) => {
    const type = item.content instanceof Y.ContentType ? typeIn(doc, item) : null
    return !type || !holdsOthers(type, ranges)
  })
  Y.applyUpdate(doc, encodeDeletion(gone.map(rangeOf)), 'refusal')
}

/** The words that updates put in, for the clipboard: a paste that was refused is not lost. */
export const wordsIn = (updates: readonly Uint8Array[]): string =>
  updates
    .flatMap((update) => Y.decodeUpdate(update).structs)
    .map((struct) =>
      struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.content.str : '\n',
    )
    .join('')
    .replace(/\n+/g, '\n')
    .trim()
