import type { Node, ResolvedPos } from '@tiptap/pm/model'

/** Where the caret stands in a lesson's table: number of the stage, words of the column. */
export type Place = { stage: number; column: string }

const depthOf = ($position: ResolvedPos, name: (node: Node) => boolean): number | null => {
  for (let depth = $position.depth; depth > 0; depth--) if (name($position.node(depth))) return depth
  return null
}

/** The stage and column of a position; null outside a table and in its head. */
export const placeOf = ($position: ResolvedPos): Place | null => {
  const row = depthOf($position, ({ type }) => type.name === 'tableRow')
  if (row === null) return null
  const stage = $position.index(row - 1)
  if (stage === 0) return null
  const head = $position.node(row - 1).firstChild
  return { stage, column: head?.maybeChild($position.index(row))?.textContent ?? '' }
}

/** Silent reading of Russian prose. */
const WORDS_A_MINUTE = 180

const word = /[\p{L}\p{N}]+(?:[-’'][\p{L}\p{N}]+)*/gu

/** How many words a document holds: letters and digits in a row, «учебно-методический» is one. */
export const countWords = (doc: Node): number =>
  doc.textBetween(0, doc.content.size, ' ', ' ').match(word)?.length ?? 0

/** Signs of a document, blanks counted, and the minutes that a grown-up reads it. */
export const measure = (doc: Node): { signs: number; minutes: number } => ({
  signs: doc.textBetween(0, doc.content.size, '', ' ').length,
  minutes: Math.ceil(countWords(doc) / WORDS_A_MINUTE),
})

/** Texts of the first column of the lesson's table, without its head: they name the minutes of the stages. */
export const stageTextsIn = (doc: Node): string[] => {
  const table = doc.children.find(({ type }) => type.name === 'table')
  const rows = table?.children.slice(1) ?? []
  return rows.flatMap(({ firstChild }) =>
    firstChild ? [firstChild.textBetween(0, firstChild.content.size, ' ', ' ')] : [],
  )
}
