/** ProseMirror JSON of a body as templates and imports write it; the editor's schema judges it before it is kept. */
export type BodyMark = { type: string; attrs?: Record<string, unknown> }
export type BodyNode = {
  type: string
  attrs?: Record<string, unknown>
  content?: BodyNode[]
  marks?: BodyMark[]
  text?: string
}

export type Cell = { header: boolean; width?: number; content: BodyNode[] }

export const textNode = (text: string, marks?: BodyMark[]): BodyNode =>
  marks?.length ? { type: 'text', text, marks } : { type: 'text', text }

export const paragraph = (text = ''): BodyNode =>
  text ? { type: 'paragraph', content: [textNode(text)] } : { type: 'paragraph' }

export const heading = (level: number, text: string): BodyNode => ({
  type: 'heading',
  attrs: { level },
  content: [textNode(text)],
})

const cellNode = ({ header, width, content }: Cell): BodyNode => ({
  type: header ? 'tableHeader' : 'tableCell',
  ...(width ? { attrs: { colwidth: [width] } } : {}),
  content,
})

export const table = (rows: Cell[][]): BodyNode => ({
  type: 'table',
  content: rows.map((cells) => ({ type: 'tableRow', content: cells.map(cellNode) })),
})

export const emptyBody = (): BodyNode => ({ type: 'doc', content: [paragraph()] })
