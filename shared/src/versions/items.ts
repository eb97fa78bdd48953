import * as Y from 'yjs'

// The only file of versions that reads Yjs's items (yjs 13.6).

export type Id = { client: number; clock: number }

/** What a document is made of. */
export type SharedType = Y.Text | Y.XmlFragment | Y.Map<unknown>
export const isShared = (held: unknown): held is SharedType => held instanceof Y.AbstractType

/** One unit of a text, as Yjs counts them: a UTF-16 unit with its id; `unit` is null for what is no character. */
export type Unit = Id & { unit: string | null }

const idOf = (item: Y.Item): Id => item.id

const unitsOfItem = ({ id, length, content }: Y.Item): Unit[] => {
  const { client, clock } = id
  if (!(content instanceof Y.ContentString))
    return Array.from({ length }, (_, offset) => ({ client, clock: clock + offset, unit: null }))
  return content.str.split('').map((unit, offset) => ({ client, clock: clock + offset, unit }))
}

/** What stands in a text, in its order. */
export const unitsOf = (text: Y.Text): Unit[] => {
  const units: Unit[][] = []
  for (let item = text._start; item; item = item.right)
    if (!item.deleted && item.countable) units.push(unitsOfItem(item))
  return units.flat()
}

export const keyOf = ({ client, clock }: Id): string => `${client}:${clock}`

/** The id of what a type stands in, equal in all copies of a document; '' for a root. */
export const identityOf = ({ _item: item }: { _item: Y.Item | null }): string =>
  item ? keyOf(idOf(item)) : ''
