import type { DocumentKind } from 'shared/documents/kinds'
import * as Y from 'yjs'
import type { Fresh } from './freshness.ts'
import { Contradiction, createPlaces, type Places, type SharedType } from './places.ts'
import { couldStandSomewhere, judgeContent, rootShapes, type Shape } from './shapes.ts'

/** Deeper than any shape may lie: what nests further refers to itself or means harm. */
const NESTING_MAX = 70

/** Shapes of the types a document holds; types never move, so they are found once. */
export type KnownShapes = WeakMap<SharedType, Shape>

type Judging = { doc: Y.Doc; kind: DocumentKind; places: Places; shapes: KnownShapes }

const rootShape = (doc: Y.Doc, type: SharedType): Shape | null => {
  for (const [name, root] of doc.share) if (root === type) return rootShapes[name] ?? null
  return null
}

const findShape = (judging: Judging, type: SharedType, level: number): Shape | null => {
  const known = judging.shapes.get(type)
  if (known) return known
  if (level > NESTING_MAX) throw new Contradiction('nested in a circle')
  const owner = judging.places.ownerOf(type) ?? type._item
  if (!owner) return rootShape(judging.doc, type)
  const place = judging.places.placeOf(owner)
  const parent = place && findShape(judging, place.type, level + 1)
  const judged = parent && judgeContent(parent, place.key, judging.kind, owner.content)
  if (!judged || judged === true) return null
  judging.shapes.set(type, judged)
  return judged
}

const mayLand = (judging: Judging, item: Y.Item): boolean => {
  const place = judging.places.placeOf(item)
  if (!place) return couldStandSomewhere(item.content)
  const shape = findShape(judging, place.type, 0)
  return shape !== null && judgeContent(shape, place.key, judging.kind, item.content) !== false
}

/** True when everything new in the update may stand where it lands in `doc`. */
export const mayAllLand = (doc: Y.Doc, fresh: Fresh, kind: DocumentKind, shapes: KnownShapes): boolean => {
  const judging = { doc, kind, places: createPlaces(doc, fresh), shapes }
  try {
    for (const list of fresh.structs.values())
      for (const struct of list) if (struct instanceof Y.Item && !mayLand(judging, struct)) return false
    return true
  } catch (error) {
    if (error instanceof Contradiction) return false
    throw error
  }
}
