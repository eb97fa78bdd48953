import * as Y from 'yjs'
import { type Id, unitsOf } from './items.ts'
import { type Author, createFinder, type Origins } from './origins.ts'
import type { Restored } from './restored.ts'

/**
 * A stretch of text of one author: a place in the list of authors, null when nobody is known to have written it. `at`: the
 * hour it was written in, its start in ISO words.
 */
export type AuthoredRun = { text: string; author: number | null; at: string | null }

export type AuthoredTexts = {
  /** Those whose words stand in it, each once for every school she wrote for. */
  authors: Author[]
  /** Blocks of text in their order; `path` leads from the body to the block by places among children. */
  body: { path: number[]; runs: AuthoredRun[] }[]
  fields: { field: string; runs: AuthoredRun[] }[]
  rows: { row: string; cell: string; runs: AuthoredRun[] }[]
}

type Find = (id: Id) => Pick<AuthoredRun, 'author' | 'at'>
const nobody = { author: null, at: null }

const append = (runs: AuthoredRun[], text: string, by: ReturnType<Find>): void => {
  const last = runs.at(-1)
  if (last?.author === by.author && last.at === by.at) last.text += text
  else runs.push({ text, ...by })
}

const addText = (runs: AuthoredRun[], text: Y.Text, find: Find): void => {
  for (const { unit, ...id } of unitsOf(text)) if (unit !== null) append(runs, unit, find(id))
}

const runsOf = (text: Y.Text, find: Find): AuthoredRun[] => {
  const runs: AuthoredRun[] = []
  addText(runs, text, find)
  return runs
}

/** A node inside a line, such as a break, takes one place and is nobody's. */
const INLINE = '\n'

const readBlock = (children: readonly unknown[], find: Find): AuthoredRun[] => {
  const runs: AuthoredRun[] = []
  for (const child of children)
    if (child instanceof Y.XmlText) addText(runs, child, find)
    else append(runs, INLINE, nobody)
  return runs
}

const readBlocks = (node: Y.XmlFragment, path: number[], find: Find): AuthoredTexts['body'] => {
  const children = node.toArray() as unknown[]
  if (children.some((child) => child instanceof Y.XmlText)) return [{ path, runs: readBlock(children, find) }]
  return children.flatMap((child, index) =>
    child instanceof Y.XmlElement ? readBlocks(child, [...path, index], find) : [],
  )
}

const textsIn = (map: Y.Map<unknown>, find: Find): { key: string; runs: AuthoredRun[] }[] =>
  [...map.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([key, held]) => (held instanceof Y.Text ? [{ key, runs: runsOf(held, find) }] : []))
    .filter(({ runs }) => runs.length > 0)

const readRows = (rows: Y.Array<unknown>, find: Find): AuthoredTexts['rows'] =>
  rows.toArray().flatMap((row) =>
    row instanceof Y.Map
      ? textsIn(row as Y.Map<unknown>, find).map(({ key, runs }) => ({
          row: String((row as Y.Map<unknown>).get('id')),
          cell: key,
          runs,
        }))
      : [],
  )

/** Who wrote each character of a document as it stands: body, header fields, and the texts of rows. */
export const readAuthors = (doc: Y.Doc, origins: Origins, restored: readonly Restored[]): AuthoredTexts => {
  const findOrigin = createFinder(origins, restored)
  const authors: Author[] = []
  const places = new Map<number, number>()
  const find: Find = (id) => {
    const origin = findOrigin(id)
    const author = origin && origins.authors[origin.author]
    if (!origin || !author) return nobody
    const place = places.get(origin.author) ?? authors.push(author) - 1
    places.set(origin.author, place)
    return { author: place, at: new Date(origin.at).toISOString() }
  }
  const body = readBlocks(doc.getXmlFragment('body'), [], find).filter(({ runs }) => runs.length > 0)
  const fields = textsIn(doc.getMap('fields'), find).map(({ key, runs }) => ({ field: key, runs }))
  return { body, fields, rows: readRows(doc.getArray('rows'), find), authors }
}
