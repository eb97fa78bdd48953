import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx'
import type { BodyNode } from 'shared/documents/body'
import { layGrid, type Grid, type Placed } from 'shared/exports/grid'
import type { Block, Place } from './blocks.ts'
import { reportUnknown } from './ink.ts'

export type WriteBlocks = (nodes: readonly BodyNode[], place: Place) => Block[]

const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const borders = {
  top: line,
  bottom: line,
  left: line,
  right: line,
  insideHorizontal: line,
  insideVertical: line,
}
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
export const noBorders = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
}

/** Space between the lines of a cell and its words, in twentieths of a point. */
const margins = { top: 40, bottom: 40, left: 85, right: 85 }
const GREY = { type: ShadingType.CLEAR, color: 'auto', fill: 'EEEEEE' }

/** Grounds of cells as paper shows them: pale, so that a black-and-white printer keeps the words plain. */
const tints: Readonly<Record<string, string>> = {
  grey: 'E8E8E8',
  yellow: 'FFF3C4',
  green: 'DDF1DD',
  blue: 'DCEAF8',
  red: 'FBE0DD',
}

const groundOf = (tint: unknown, isStage: boolean) => {
  const fill = typeof tint === 'string' && Object.hasOwn(tints, tint) ? tints[tint] : undefined
  if (fill) return { shading: { ...GREY, fill } }
  return isStage ? { shading: GREY } : {}
}

const alignments = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  justify: AlignmentType.JUSTIFIED,
} as const

const alignmentOf = (align: unknown) =>
  typeof align === 'string' && Object.hasOwn(alignments, align)
    ? { alignment: alignments[align as keyof typeof alignments] }
    : {}

const columnWidths = (grid: Grid, width: number): number[] =>
  grid.shares.map((share) => Math.max(1, Math.round(share * width)))

const sum = (widths: readonly number[]): number => widths.reduce((total, width) => total + width, 0)

type CellOf = { widths: readonly number[]; isHead: boolean; place: Place; write: WriteBlocks }

const writeCell = ({ cell, column, colspan, rowspan }: Placed, given: CellOf): TableCell => {
  const { widths, isHead, place, write } = given
  const width = sum(widths.slice(column, column + colspan))
  const isHeader = cell?.type === 'tableHeader'
  // A heading across the whole table belongs to the rows under it.
  const isStage = isHeader && !isHead && colspan === widths.length
  const paragraph = {
    style: isHeader ? 'TableHead' : 'TableText',
    ...alignmentOf(cell?.attrs?.align ?? (isHead ? 'center' : null)),
    ...(isStage ? { keepNext: true } : {}),
  }
  const inner = { ...place, depth: 0, width: width - margins.left - margins.right, paragraph }
  const content = write(cell?.content ?? [], inner)
  return new TableCell({
    children: content.length > 0 ? content : [new Paragraph({ style: 'TableText' })],
    columnSpan: colspan,
    rowSpan: rowspan,
    width: { size: width, type: WidthType.DXA },
    margins,
    ...groundOf(cell?.attrs?.tint, isStage),
  })
}

/** A table too wide for Word gives the words of its cells, one under another. */
const writeWide = (table: BodyNode, place: Place, write: WriteBlocks): Block[] => {
  reportUnknown(place.ink, 'table')
  const cells = (table.content ?? []).flatMap((row) => row.content ?? [])
  return cells.flatMap((cell) => write(cell.content ?? [], place))
}

/** A real table: widths as shown, merged cells, heads that repeat on every page, rows that stay whole. */
export const writeTable = (table: BodyNode, place: Place, write: WriteBlocks): Block[] => {
  const grid = layGrid(table)
  if (!grid) return writeWide(table, place, write)
  const widths = columnWidths(grid, place.width)
  const rows = grid.rows.map(
    ({ cells, isHead }) =>
      new TableRow({
        cantSplit: true,
        // Readers of files take the mark for true even where it says false.
        ...(isHead ? { tableHeader: true } : {}),
        children: cells.map((placed) => writeCell(placed, { widths, isHead, place, write })),
      }),
  )
  const size = { size: sum(widths), type: WidthType.DXA }
  return [new Table({ rows, width: size, columnWidths: widths, layout: TableLayoutType.FIXED, borders })]
}

/** Columns beside each other, as a table without lines. */
export const writeColumns = (columns: BodyNode, place: Place, write: WriteBlocks): Block[] => {
  const cells = columns.content ?? []
  if (cells.length === 0) return []
  const width = Math.floor(place.width / cells.length)
  const children = cells.map((cell) => {
    const content = write(cell.content ?? [], { ...place, depth: 0, width: width - 2 * margins.left })
    return new TableCell({
      children: content.length > 0 ? content : [new Paragraph('')],
      width: { size: width, type: WidthType.DXA },
      margins,
    })
  })
  const widths = cells.map(() => width)
  const size = { size: sum(widths), type: WidthType.DXA }
  return [
    new Table({
      rows: [new TableRow({ children })],
      ...{ width: size, columnWidths: widths, layout: TableLayoutType.FIXED, borders: noBorders },
    }),
  ]
}
