import * as Y from 'yjs'
import { identityOf } from './items.ts'

type Row = Y.Map<unknown>

const rowsIn = (list: Y.Array<unknown>): Row[] => list.toArray().filter((row) => row instanceof Y.Map)

/** The row that is the same one, else one that was made again under the same id. */
const findPartner = (row: Row, held: readonly Row[], free: ReadonlySet<Row>): Row | undefined =>
  held.find((one) => identityOf(one) === identityOf(row)) ??
  held.find((one) => free.has(one) && one.get('id') === row.get('id'))

/**
 * Leaves in a list of rows those that `wanted` holds too and adds the others, blank. Gives every wanted row's partner. A
 * place in the list means nothing but to rows of one id: new ones come where they stood.
 */
export const alignRows = (current: Y.Array<unknown>, wanted: Y.Array<unknown>): (readonly [Row, Row])[] => {
  const rows = rowsIn(wanted)
  const identities = new Set(rows.map(identityOf))
  const held = rowsIn(current)
  const free = new Set(held.filter((row) => !identities.has(identityOf(row))))
  const partners = rows.map((row) => {
    const partner = findPartner(row, held, free)
    if (partner) free.delete(partner)
    return partner
  })
  const order = current.toArray()
  const remove = (row: Row): void => {
    const place = order.indexOf(row)
    current.delete(place, 1)
    order.splice(place, 1)
  }
  for (const row of free) remove(row)
  let at = 0
  return rows.map((row, index) => {
    const partner = partners[index] ?? new Y.Map<unknown>()
    if (partners[index]) at = order.indexOf(partner) + 1
    else {
      current.insert(at, [partner])
      order.splice(at++, 0, partner)
    }
    return [partner, row]
  })
}
