import {
  CheckBox,
  HeadingLevel,
  PageBreak,
  Paragraph,
  Table,
  TextRun,
  type IParagraphOptions,
  type ParagraphChild,
} from 'docx'
import type { BodyNode } from 'shared/documents/body'
import { reportUnknown, type Ink } from './ink.ts'
import { DEEPEST, openList, STEP } from './lists.ts'
import { writePicture } from './pictures.ts'
import { isInline, writeFormula, writeInline, writeWords } from './runs.ts'
import { writeColumns, writeTable } from './tables.ts'

export type Block = Paragraph | Table

/** Where a block stands: what its paragraphs look like, and how wide its place is in twentieths of a point. */
export type Place = {
  width: number
  paragraph: Pick<IParagraphOptions, 'style' | 'alignment' | 'keepNext'>
  /** How many lists are around it. */
  depth: number
  ink: Ink
}

type Writer = (node: BodyNode, place: Place) => Block[]

const levels = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
] as const

/** Lines that go on inside a list stand under its words. */
const indentOf = ({ depth }: Place): Partial<IParagraphOptions> =>
  depth > 0 ? { indent: { left: STEP * Math.min(depth, DEEPEST + 1) } } : {}

const line = (children: ParagraphChild[], place: Place, more: IParagraphOptions = {}): Paragraph =>
  new Paragraph({ ...place.paragraph, ...indentOf(place), ...more, children })

const writeItem = (
  item: BodyNode,
  place: Place,
  first: IParagraphOptions,
  mark: ParagraphChild[],
): Block[] => {
  const [head, ...rest] = item.content ?? []
  if (head?.type !== 'paragraph') return writeBlocks(item.content ?? [], place)
  const words = [...mark, ...writeInline(head.content, place.ink)]
  return [new Paragraph({ ...place.paragraph, ...first, children: words }), ...writeBlocks(rest, place)]
}

const writeList: Writer = (list, place) => {
  const level = Math.min(place.depth, DEEPEST)
  const inner = { ...place, depth: place.depth + 1 }
  const numbering = { ...openList(list, place.ink), level }
  return (list.content ?? []).flatMap((item) => writeItem(item, inner, { numbering }, []))
}

const box = (checked: boolean): ParagraphChild[] => {
  const symbol = (value: string) => ({ value, font: 'Segoe UI Symbol' })
  return [
    new CheckBox({ checked, checkedState: symbol('2611'), uncheckedState: symbol('2610') }),
    new TextRun(' '),
  ]
}

const writeTasks: Writer = (list, place) => {
  const inner = { ...place, depth: place.depth + 1 }
  const indent = { left: STEP * Math.min(inner.depth, DEEPEST + 1), hanging: STEP }
  return (list.content ?? []).flatMap((item) =>
    writeItem(item, inner, { indent }, box(item.attrs?.checked === true)),
  )
}

const styled = (place: Place, style: string): Place => ({
  ...place,
  paragraph: { ...place.paragraph, style },
})

const writeCode: Writer = (node, place) => [
  line(writeWords((node.content ?? []).map(({ text = '' }) => text).join('')), styled(place, 'CodeBlock')),
]

const writers: Readonly<Record<string, Writer>> = {
  paragraph: (node, place) => [line(writeInline(node.content, place.ink), place)],
  heading: (node, place) => {
    const level = levels[Number(node.attrs?.level ?? 1) - 1] ?? HeadingLevel.HEADING_4
    const { style: _style, ...rest } = place.paragraph
    return [new Paragraph({ ...rest, heading: level, children: writeInline(node.content, place.ink) })]
  },
  bulletList: writeList,
  orderedList: writeList,
  taskList: writeTasks,
  blockquote: (node, place) => writeBlocks(node.content ?? [], styled(place, 'Quote')),
  codeBlock: writeCode,
  horizontalRule: (_node, place) => [line([], styled(place, 'Rule'))],
  pageBreak: () => [new Paragraph({ children: [new PageBreak()] })],
  callout: (node, place) => writeBlocks(node.content ?? [], styled(place, 'Callout')),
  toggle: (node, place) => writeBlocks(node.content ?? [], place),
  columns: (node, place) => writeColumns(node, place, writeBlocks),
  table: (node, place) => writeTable(node, place, writeBlocks),
  image: (node, { width, ink }) => [writePicture(node, width, ink)],
  mathBlock: ({ attrs }, place) => [
    line(writeFormula(attrs?.latex, 'mathBlock', place.ink), place, { alignment: 'center' }),
  ],
  attachment: ({ attrs }, place) => {
    reportUnknown(place.ink, 'attachment')
    return [line(writeWords(typeof attrs?.fileName === 'string' ? attrs.fileName : ''), place)]
  },
}

/** A node that is not known gives its words, and is told: nothing written is dropped in silence. */
const writeUnknown: Writer = (node, place) => {
  if (isInline(node)) return [line(writeInline([node], place.ink), place)]
  reportUnknown(place.ink, node.type)
  const content = node.content ?? []
  return content.some(isInline) ? [line(writeInline(content, place.ink), place)] : writeBlocks(content, place)
}

const isTable = (block: Block | undefined): boolean => block instanceof Table

/** Word joins two tables that touch: a thin line keeps them apart. */
const keepApart = (blocks: Block[]): Block[] =>
  blocks.flatMap((block, index) =>
    isTable(block) && isTable(blocks[index - 1]) ? [new Paragraph({ style: 'Gap' }), block] : [block],
  )

/** Blocks of a text, one under another. */
export const writeBlocks = (nodes: readonly BodyNode[], place: Place): Block[] =>
  keepApart(
    nodes.flatMap((node) => {
      const write = Object.hasOwn(writers, node.type) ? writers[node.type] : undefined
      return (write ?? writeUnknown)(node, place)
    }),
  )
