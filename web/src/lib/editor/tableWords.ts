import type { BodyNode } from 'shared/documents/body'
import { textOf } from 'shared/documents/minutes'

/** Words of the head of a table, by column: on a phone they label the fields of a stage. */
export const columnLabels = (table: BodyNode): string[] => (table.content?.[0]?.content ?? []).map(textOf)

/** Widths of the columns in pixels as the first row gives them; null where none was chosen. */
export const columnWidths = (table: BodyNode): (number | null)[] =>
  (table.content?.[0]?.content ?? []).flatMap(({ attrs }) => {
    const span = typeof attrs?.colspan === 'number' ? attrs.colspan : 1
    const widths = Array.isArray(attrs?.colwidth) ? (attrs.colwidth as (number | null)[]) : []
    return Array.from({ length: span }, (_, column) => widths[column] ?? null)
  })

/** Number of the stage that a row of the lesson's table describes; the head has none. */
export const stageNumber = (row: number): number | undefined => (row > 0 ? row : undefined)

/** True for a row that is a head: all its cells are. On paper such a first row stands on every sheet. */
export const isHead = ({ content: cells = [] }: BodyNode): boolean =>
  cells.length > 0 && cells.every(({ type }) => type === 'tableHeader')
