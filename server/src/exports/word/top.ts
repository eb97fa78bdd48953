import { Bookmark, Paragraph, Table, TableCell, TableLayoutType, TableRow, WidthType } from 'docx'
import { TEXT_BEGINS } from 'shared/exports/formats'
import type { Paper, Stamp } from 'shared/exports/paper'
import type { Block, Place } from './blocks.ts'
import { writeWords } from './runs.ts'
import { noBorders, writeTable, type WriteBlocks } from './tables.ts'

const stampLines = ({ heading, lines }: Stamp): Paragraph[] => [
  new Paragraph({ style: 'PaperStamp', children: writeWords(heading, { bold: true }) }),
  ...lines.map((line) => new Paragraph({ style: 'PaperStamp', children: writeWords(line) })),
]

const widthOf = (size: number) => ({ size, type: WidthType.DXA })

/** Two stamps a row at the edges of the sheet; a last one alone stands on the right, as offices have it. */
const stampRow = (stamps: readonly Stamp[], widths: readonly number[]): TableRow => {
  const [left, right] = stamps.length === 1 ? [undefined, stamps[0]] : stamps
  const cells = [left, undefined, right].map((stamp, index) => ({
    children: stamp ? stampLines(stamp) : [new Paragraph({ style: 'PaperStamp' })],
    width: widthOf(widths[index] ?? 0),
  }))
  return new TableRow({ cantSplit: true, children: cells.map((cell) => new TableCell(cell)) })
}

const writeStamps = (stamps: readonly Stamp[], width: number): Block[] => {
  if (stamps.length === 0) return []
  const own = Math.floor(width * 0.38)
  const columnWidths = [own, width - 2 * own, own]
  const pairs = Array.from({ length: Math.ceil(stamps.length / 2) }, (_, row) =>
    stamps.slice(2 * row, 2 * row + 2),
  )
  const table = new Table({
    rows: pairs.map((pair) => stampRow(pair, columnWidths)),
    ...{ width: widthOf(width), columnWidths, layout: TableLayoutType.FIXED, borders: noBorders },
  })
  return [table, new Paragraph({ style: 'PaperStamp' })]
}

const LABEL_SHARE = 30

const writeForm = (form: Paper['form'], place: Place, write: WriteBlocks): Block[] => {
  if (form.length === 0) return []
  const cell = (type: string, text: string, share: number) => ({
    type,
    attrs: { colwidth: [share], align: 'left' },
    content: text.split('\n').map((line) => ({
      type: 'paragraph',
      ...(line === '' ? {} : { content: [{ type: 'text', text: line }] }),
    })),
  })
  const rows = form.map(([label, value]) => ({
    type: 'tableRow',
    // A label is no head of the table: it repeats on no page.
    content: [cell('tableCell', label, LABEL_SHARE), cell('tableCell', value, 100 - LABEL_SHARE)],
  }))
  return writeTable({ type: 'table', content: rows }, place, write)
}

/** What the paper's form puts over the text: stamps, name, figures, header fields. */
export const writeTop = (paper: Paper, place: Place, write: WriteBlocks): Block[] => {
  const { stamps, heading, under, figures, form } = paper
  const blocks = [
    ...writeStamps(stamps, place.width),
    ...heading.map((text) => new Paragraph({ style: 'PaperHeading', children: writeWords(text) })),
    ...(under === '' ? [] : [new Paragraph({ style: 'PaperUnder', children: writeWords(under) })]),
    ...(figures === null
      ? []
      : [
          new Paragraph({
            children: [...writeWords(figures.lead, { bold: true }), ...writeWords(` ${figures.said}`)],
          }),
        ]),
    ...writeForm(form, place, write),
  ]
  if (blocks.length === 0) return []
  return [
    ...blocks,
    new Paragraph({ style: 'Gap', children: [new Bookmark({ id: TEXT_BEGINS, children: [] })] }),
  ]
}
