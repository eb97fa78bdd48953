import { heading, paragraph, table, type BodyNode, type Cell } from '../documents/body.ts'
import { textOf } from '../documents/minutes.ts'

/**
 * A table of a template. A cell's lines stand one under another. Where `named`, the first cell of each row is a head of
 * its own. Hints are said where nothing is written: by column, and for the second cell of a row by the row (null: none).
 */
export type TablePiece = {
  columns: string[]
  /** Of the columns, in pixels of a sheet. */
  widths: number[]
  rows: string[][]
  /** Further rows, with nothing in them. */
  blank?: number
  named?: boolean
  hints?: (string | null)[]
  rowHints?: (string | null)[]
}

/**
 * A line of a template: «# » to «### » a heading, «? » an empty line with a hint, «- » an item, «1. » a numbered one,
 * «[] » something to tick, and anything else a paragraph.
 */
export type Piece = string | TablePiece

/** One template in one language. */
export type TemplateWords = {
  /** What the header asks, by field. */
  fields: Readonly<Record<string, { label: string; hint?: string }>>
  /** Words of choices, by field. */
  choices?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Said under the form on the screen, never printed. */
  note?: string
  body: readonly Piece[]
}

const lineOf = (marker: string, wrap: (text: string) => BodyNode) => ({ marker, wrap })
const item = (type: string) => (text: string) => ({ type, content: [paragraph(text)] })
const lines = [
  lineOf('# ', (text) => heading(1, text)),
  lineOf('## ', (text) => heading(2, text)),
  lineOf('### ', (text) => heading(3, text)),
  lineOf('? ', () => paragraph()),
  lineOf('- ', item('listItem')),
  lineOf('1. ', item('listItem')),
  lineOf('[] ', (text) => ({ ...item('taskItem')(text), attrs: { checked: false } })),
]
const lists: Readonly<Record<string, string>> = {
  '- ': 'bulletList',
  '1. ': 'orderedList',
  '[] ': 'taskList',
}

const columnCells = ({ columns, widths }: TablePiece): Cell[] =>
  columns.map((words, column) => cellOf(words, true, widths[column]))

const cellOf = (words: string, header: boolean, width: number | undefined): Cell => ({
  header,
  ...(width === undefined ? {} : { width }),
  content: words.split('\n').map((line) => paragraph(line)),
})

const tableOf = (piece: TablePiece): BodyNode => {
  const { columns, widths, rows, blank = 0, named = false } = piece
  const all = [...rows, ...Array.from({ length: blank }, () => columns.map(() => ''))]
  return table([
    columnCells(piece),
    ...all.map((row) =>
      columns.map((_, column) => cellOf(row[column] ?? '', named && column === 0, widths[column])),
    ),
  ])
}

/** Adds a line, which goes into the list before it when it is an item of the same kind. */
const addLine = (blocks: BodyNode[], line: string): void => {
  const found = lines.find(({ marker }) => line.startsWith(marker))
  const node = found ? found.wrap(line.slice(found.marker.length)) : paragraph(line)
  const list = found && lists[found.marker]
  const last = blocks.at(-1)
  if (!list) blocks.push(node)
  else if (last?.type === list) last.content?.push(node)
  else blocks.push({ type: list, content: [node] })
}

/** The body that a document begins with: its headings, tables and lines, without a word of its hints. */
export const templateBody = ({ body }: Pick<TemplateWords, 'body'>): BodyNode => {
  const blocks: BodyNode[] = []
  for (const piece of body)
    if (typeof piece === 'string') addLine(blocks, piece)
    else blocks.push(tableOf(piece))
  return { type: 'doc', content: blocks.length > 0 ? blocks : [paragraph()] }
}

/** The headings of a body with their levels: what a document of it is about. */
export const headingsOf = ({ content = [] }: BodyNode): { level: number; text: string }[] =>
  content
    .filter(({ type }) => type === 'heading')
    .map((node) => ({ level: Number(node.attrs?.level ?? 1), text: textOf(node) }))

/** With the words of choices that several kinds share. */
export const withChoices = (words: TemplateWords, shared: TemplateWords['choices']): TemplateWords => ({
  ...words,
  choices: { ...shared, ...words.choices },
})
