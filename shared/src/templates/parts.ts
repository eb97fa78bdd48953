import type { BodyNode } from '../documents/body.ts'
import { textOf } from '../documents/minutes.ts'
import { isDay, type Day } from '../roadmaps/day.ts'

/** A table of a body: its place, the words above its columns and of its cells. */
export type FoundTable = { block: number; columns: string[]; rows: { row: number; cells: string[] }[] }

const wordsOfRow = ({ content = [] }: BodyNode): string[] => content.map(textOf)

/** The first table that has columns like these, in any place. */
export const findTable = ({ content = [] }: BodyNode, ...wanted: readonly RegExp[]): FoundTable | null => {
  for (const [block, node] of content.entries()) {
    const [head, ...rows] = node.type === 'table' ? (node.content ?? []) : []
    const columns = head ? wordsOfRow(head) : []
    if (head && wanted.every((one) => columns.some((words) => one.test(words))))
      return { block, columns, rows: rows.map((row, at) => ({ row: at + 1, cells: wordsOfRow(row) })) }
  }
  return null
}

/** Where the column like this is; -1 when there is none. */
export const columnOf = ({ columns }: FoundTable, wanted: RegExp): number =>
  columns.findIndex((words) => wanted.test(words))

/** The first block of this type below a heading like this, before the next heading. */
export const findBelow = (
  { content = [] }: BodyNode,
  heading: RegExp,
  type: string,
): { block: number; node: BodyNode } | null => {
  const start = content.findIndex((node) => node.type === 'heading' && heading.test(textOf(node)))
  if (start < 0) return null
  for (let block = start + 1; block < content.length; block++) {
    const node = content[block]
    if (!node || node.type === 'heading') return null
    if (node.type === type) return { block, node }
  }
  return null
}

const written = /(\d{1,2})[./](\d{1,2})[./](\d{4})/u
const iso = /\d{4}-\d{2}-\d{2}/u

/** The day in a cell, as people write it: «30.09.2026» or «2026-09-30»; null when there is none such. */
export const dayIn = (words: string): Day | null => {
  const [, day = '', month = '', year = ''] = written.exec(words) ?? []
  const found = iso.exec(words)?.[0] ?? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(found) ? found : null
}
