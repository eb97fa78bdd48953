import type { BodyNode } from 'shared/documents/body'
import { layGrid } from 'shared/exports/grid'
import { countUnknown, wordsIn } from '../address.ts'
import { escape, formula, isInline, writeInline, type Page } from './inline.ts'

type Writer = (node: BodyNode, page: Page) => string

const inside = (tag: string, attributes = ''): Writer => {
  return (node, page) => `<${tag}${attributes}>${writeBlocks(node.content ?? [], page)}</${tag}>`
}
const line = (tag: string): Writer => {
  return (node, page) => `<${tag}>${writeInline(node.content, page)}</${tag}>`
}

const number = (value: unknown): string | null => (typeof value === 'number' ? String(value) : null)

const attributes = (given: Record<string, string | null>): string =>
  Object.entries(given)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ` ${name}="${escape(value ?? '')}"`)
    .join('')

const alignments = new Set<unknown>(['left', 'center', 'right', 'justify'])

const writeCell = (cell: BodyNode, isStage: boolean, page: Page): string => {
  const { colspan, rowspan, align } = cell.attrs ?? {}
  const tag = cell.type === 'tableHeader' ? 'th' : 'td'
  const given = attributes({
    colspan: number(colspan),
    rowspan: number(rowspan),
    style: alignments.has(align) ? `text-align: ${wordsIn(align)}` : null,
    'data-stage': isStage ? '' : null,
  })
  return `<${tag}${given}>${writeBlocks(cell.content ?? [], page)}</${tag}>`
}

const writeTable: Writer = (table, page) => {
  const grid = layGrid(table)
  const heads = grid?.rows.filter(({ isHead }) => isHead).length ?? 0
  const columns = (grid?.shares ?? []).map((share) => `<col style="width: ${(share * 100).toFixed(2)}%">`)
  const rows = (table.content ?? []).map((row, index) => {
    const cells = row.content ?? []
    const isStage = index >= heads && cells.length === 1 && cells[0]?.type === 'tableHeader'
    return `<tr>${cells.map((cell) => writeCell(cell, isStage, page)).join('')}</tr>`
  })
  const head = heads > 0 ? `<thead>${rows.slice(0, heads).join('')}</thead>` : ''
  return `<table><colgroup>${columns.join('')}</colgroup>${head}<tbody>${rows.slice(heads).join('')}</tbody></table>`
}

const writeTask: Writer = (item, page) => {
  const tick = item.attrs?.checked === true ? '☑' : '☐'
  return `<li><span>${tick}</span><div>${writeBlocks(item.content ?? [], page)}</div></li>`
}

/** A picture lies in the page itself: nothing is asked of any server. */
const writePicture: Writer = ({ attrs }, page) => {
  const found = page.pictures.get(wordsIn(attrs?.file))
  const alt = wordsIn(attrs?.alt)
  if (!found) {
    countUnknown(page.unknown, 'image')
    return `<p>${escape(alt)}</p>`
  }
  const data = Buffer.from(found.data).toString('base64')
  const type = found.type === 'png' ? 'png' : 'jpeg'
  const width = typeof attrs?.percent === 'number' ? ` style="width: ${attrs.percent}%"` : ''
  return `<figure><img src="data:image/${type};base64,${data}" alt="${escape(alt)}"${width}></figure>`
}

const LEVELS = 4

const writers: Readonly<Record<string, Writer>> = {
  paragraph: (node, page) => `<p>${writeInline(node.content, page) || '<br>'}</p>`,
  heading: (node, page) => {
    const level = Math.min(LEVELS, Math.max(1, Math.round(Number(node.attrs?.level) || 1)))
    return line(`h${level}`)(node, page)
  },
  bulletList: inside('ul'),
  orderedList: (node, page) => {
    const type = /^[1aAiI]$/.test(wordsIn(node.attrs?.type)) ? wordsIn(node.attrs?.type) : null
    return inside('ol', attributes({ start: number(node.attrs?.start), type }))(node, page)
  },
  listItem: inside('li'),
  taskList: inside('ul', ' class="tasks"'),
  taskItem: writeTask,
  blockquote: inside('blockquote'),
  codeBlock: (node, page) => `<pre><code>${writeInline(node.content, page)}</code></pre>`,
  horizontalRule: () => '<hr>',
  pageBreak: () => '<div class="break"></div>',
  callout: inside('aside'),
  toggle: inside('section'),
  columns: inside('div', ' class="columns"'),
  column: inside('div'),
  table: writeTable,
  image: writePicture,
  mathBlock: ({ attrs }, page) => `<p>${formula(attrs?.latex, 'mathBlock', page)}</p>`,
  attachment: ({ attrs }, page) => {
    countUnknown(page.unknown, 'attachment')
    return `<p>${escape(wordsIn(attrs?.fileName))}</p>`
  },
}

/** A node that is not known gives its words, and is told. */
const writeUnknown: Writer = (node, page) => {
  if (isInline(node)) return `<p>${writeInline([node], page)}</p>`
  countUnknown(page.unknown, node.type)
  const content = node.content ?? []
  return content.some(isInline) ? `<p>${writeInline(content, page)}</p>` : writeBlocks(content, page)
}

/** Blocks of a text, one under another. */
export const writeBlocks = (nodes: readonly BodyNode[], page: Page): string =>
  nodes
    .map((node) => {
      const write = Object.hasOwn(writers, node.type) ? writers[node.type] : undefined
      return (write ?? writeUnknown)(node, page)
    })
    .join('\n')
