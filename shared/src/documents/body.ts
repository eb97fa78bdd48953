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

const written = (node: BodyNode, attribute: string): string => {
  const value = node.attrs?.[attribute]
  return typeof value === 'string' ? value : ''
}

/** What an inline node without text of its own says in its line: a formula its LaTeX, a mention the name. */
export const inlineWords = (node: BodyNode): string | null => {
  if (node.type === 'math') return written(node, 'latex')
  return node.type === 'mention' || node.type === 'documentLink' ? written(node, 'label') : null
}

/** What a node says beside the lines of the text: a picture its description, a footnote its note, a file its name. */
export const asideWords = (node: BodyNode): string => {
  if (node.type === 'mathBlock') return written(node, 'latex')
  if (node.type === 'image') return written(node, 'alt')
  if (node.type === 'attachment') return written(node, 'fileName')
  return node.type === 'footnote' ? written(node, 'note') : ''
}
