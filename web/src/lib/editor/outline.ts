import * as Y from 'yjs'

const isTable = (node: unknown): node is Y.XmlElement =>
  node instanceof Y.XmlElement && node.nodeName === 'table'

/** Names, attributes and text of a node: equal only when nothing in it changed. */
const written = (node: unknown): string =>
  node instanceof Y.XmlElement || node instanceof Y.XmlText ? node.toJSON() : ''

/** Text of a document by stage of its lesson table; all that stands outside it is the place ''. */
export const outlineOf = (doc: Y.Doc): ReadonlyMap<string, string> => {
  const blocks = doc.getXmlFragment('body').toArray()
  const table = blocks.find(isTable)
  const stages = (table?.toArray() ?? []).map((row, index) => [String(index), written(row)] as const).slice(1)
  const rest = blocks.filter((block) => block !== table).map((block) => written(block))
  const fields = JSON.stringify(doc.getMap('fields').toJSON())
  return new Map([...stages, ['', [...rest, fields].join('\n')]])
}
