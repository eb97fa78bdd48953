import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { structureText } from 'server/documents/import/plain/structure'
import type { BodyNode } from 'shared/documents/body'
import { textOf } from 'shared/documents/minutes'

const levels = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
] as const

type Row = { name: string; lines: string[] }
export type Programme = { headings: string[]; passport: Row[]; file: Buffer }

const levelOf = (node: BodyNode): number => (node.type === 'heading' ? Number(node.attrs?.['level']) : 0)

const linesOf = (node: BodyNode): string[] =>
  node.type.endsWith('List') ? (node.content ?? []).map(textOf) : [textOf(node)]

const paragraphsOf = (node: BodyNode): Paragraph[] => {
  const level = levelOf(node)
  if (level > 0)
    return [new Paragraph({ text: textOf(node), heading: levels[level] ?? HeadingLevel.HEADING_4 })]
  return linesOf(node).map((text) =>
    node.type === 'bulletList' ? new Paragraph({ text, bullet: { level: 0 } }) : new Paragraph(text),
  )
}

/** The passport's rows: each third-level heading with all that stands below it. */
const readRows = (nodes: readonly BodyNode[]): Row[] => {
  const rows: Row[] = []
  for (const node of nodes)
    if (levelOf(node) === 3) rows.push({ name: textOf(node), lines: [] })
    else rows.at(-1)?.lines.push(...linesOf(node))
  return rows
}

const cell = (lines: readonly string[]) =>
  new TableCell({ children: lines.map((line) => new Paragraph(line)) })

const tableOf = (rows: readonly Row[]): Table => {
  const head = new TableRow({
    tableHeader: true,
    children: [cell(['Раздел паспорта']), cell(['Содержание'])],
  })
  return new Table({
    rows: [head, ...rows.map(({ name, lines }) => new TableRow({ children: [cell([name]), cell(lines)] }))],
  })
}

/** A programme as Word would keep it: title and sections by heading styles, the passport as a table of two columns. */
export const packProgramme = async (text: string): Promise<Programme> => {
  const nodes = structureText(text).content ?? []
  const sections = nodes.flatMap((node, index) => (levelOf(node) === 2 ? [index] : []))
  const [from = 0, to = nodes.length] = sections
  const passport = readRows(nodes.slice(from + 1, to))
  const [before, after] = [nodes.slice(0, from + 1), nodes.slice(to)]
  const children = [...before.flatMap(paragraphsOf), tableOf(passport), ...after.flatMap(paragraphsOf)]
  const file = await Packer.toBuffer(new Document({ sections: [{ children }] }))
  const headings = [...before, ...after]
    .filter((node) => levelOf(node) > 0)
    .map((node) => `${'#'.repeat(levelOf(node))} ${textOf(node)}`)
  return { headings, passport, file }
}
