import type { BodyNode } from 'shared/documents/body'
import { layGrid, type Placed } from 'shared/exports/grid'
import { countUnknown, wordsIn } from '../address.ts'
import { isInline, latexOf, plain, writeInline, type Sheet } from './inline.ts'

type Writer = (node: BodyNode, sheet: Sheet) => string

const indent = (text: string, by: string): string => text.replace(/\n(?=.)/gu, `\n${by}`)

const items = (list: BodyNode, sheet: Sheet, markOf: (item: BodyNode, index: number) => string): string =>
  (list.content ?? [])
    .map((item, index) => {
      const mark = markOf(item, index)
      return `${mark} ${indent(writeBlocks(item.content ?? [], sheet), ' '.repeat(mark.length + 1))}`
    })
    .join('\n')

/** A cell is one line: its lines are parted by the only tag that tables of Markdown need. */
const cellWords = ({ cell }: Placed, sheet: Sheet): string =>
  cell ? writeBlocks(cell.content ?? [], sheet).replace(/\\?\n+/gu, '<br>') : ''

/** A merged cell has its words in the first of its places; the others stay empty. */
const writeTable: Writer = (table, sheet) => {
  const grid = layGrid(table)
  if (!grid) return writeUnknown(table, sheet)
  const rows = grid.rows.map(({ cells }) => {
    const places = grid.shares.map(() => '')
    for (const placed of cells) places[placed.column] = cellWords(placed, sheet)
    return `| ${places.join(' | ')} |`
  })
  const isHead = grid.rows[0]?.isHead ?? false
  const head = isHead ? rows.slice(0, 1) : [`|${'   |'.repeat(grid.shares.length)}`]
  return [...head, `|${' --- |'.repeat(grid.shares.length)}`, ...rows.slice(isHead ? 1 : 0)].join('\n')
}

const writeCode: Writer = (node) => {
  const text = (node.content ?? []).map(({ text: run = '' }) => run).join('')
  const fence = '`'.repeat(Math.max(2, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length)) + 1)
  return `${fence}\n${text}\n${fence}`
}

const LEVELS = 6

const writers: Readonly<Record<string, Writer>> = {
  paragraph: (node, sheet) => writeInline(node.content, sheet),
  heading: (node, sheet) => {
    const level = Math.min(LEVELS, Math.max(1, Math.round(Number(node.attrs?.level) || 1)))
    return `${'#'.repeat(level)} ${writeInline(node.content, sheet).replace(/\\?\n/gu, ' ')}`
  },
  bulletList: (node, sheet) => items(node, sheet, () => '-'),
  orderedList: (node, sheet) => {
    const start = typeof node.attrs?.start === 'number' ? node.attrs.start : 1
    return items(node, sheet, (_item, index) => `${start + index}.`)
  },
  taskList: (node, sheet) => items(node, sheet, ({ attrs }) => `- [${attrs?.checked === true ? 'x' : ' '}]`),
  blockquote: (node, sheet) => `> ${indent(writeBlocks(node.content ?? [], sheet), '> ')}`,
  callout: (node, sheet) => `> ${indent(writeBlocks(node.content ?? [], sheet), '> ')}`,
  toggle: (node, sheet) => writeBlocks(node.content ?? [], sheet),
  columns: (node, sheet) =>
    writeBlocks(
      (node.content ?? []).flatMap(({ content = [] }) => content),
      sheet,
    ),
  codeBlock: writeCode,
  horizontalRule: () => '---',
  pageBreak: () => '',
  table: writeTable,
  image: ({ attrs }, sheet) => {
    countUnknown(sheet.unknown, 'image')
    return plain(wordsIn(attrs?.alt))
  },
  mathBlock: ({ attrs }) => `$$\n${latexOf(attrs?.latex)}\n$$`,
  attachment: ({ attrs }, sheet) => {
    countUnknown(sheet.unknown, 'attachment')
    return plain(wordsIn(attrs?.fileName))
  },
}

/** A node that is not known gives its words, and is told. */
const writeUnknown: Writer = (node, sheet) => {
  if (isInline(node)) return writeInline([node], sheet)
  if (!Object.hasOwn(writers, node.type) || node.type === 'table') countUnknown(sheet.unknown, node.type)
  const content = node.content ?? []
  return content.some(isInline) ? writeInline(content, sheet) : writeBlocks(content, sheet)
}

/** Rows and cells are walked through for their words alone. */
const parts = new Set(['tableRow', 'tableCell', 'tableHeader', 'listItem', 'taskItem', 'column'])

/** Blocks of a text, one under another. */
export const writeBlocks = (nodes: readonly BodyNode[], sheet: Sheet): string =>
  nodes
    .map((node) => {
      if (parts.has(node.type)) return writeBlocks(node.content ?? [], sheet)
      const write = Object.hasOwn(writers, node.type) ? writers[node.type] : undefined
      return (write ?? writeUnknown)(node, sheet)
    })
    .filter((block) => block !== '')
    .join('\n\n')
