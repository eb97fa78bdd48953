import type { Column } from 'shared/roadmaps/columns'

/** Typed straight into the cell, character by character. */
export const textColumns = ['title', 'result', 'indicator'] as const satisfies readonly Column[]
export type TextColumn = (typeof textColumns)[number]
export const isTextColumn = (column: Column): column is TextColumn =>
  (textColumns as readonly Column[]).includes(column)

/** Edited in a panel that opens at the cell. */
export type PanelColumn = Exclude<Column, TextColumn | 'number'>

export type CellPlace = { id: string; column: Column }

export const isPanelColumn = (column: Column): column is PanelColumn =>
  column !== 'number' && !isTextColumn(column)
