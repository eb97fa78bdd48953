import * as Y from 'yjs'
import { isAllowedValue } from '../documents/schema/values.ts'

const named = (element: Y.XmlElement): string | null => {
  const value: unknown = element.nodeName === 'documentLink' ? element.getAttribute('document') : null
  return typeof value === 'string' && isAllowedValue('document', value) ? value : null
}

/** Ids of the documents that a text links to, each once. Walks without recursion. */
export const linkedDocuments = (doc: Y.Doc): string[] => {
  const found = new Set<string>()
  const waiting: unknown[] = doc.getXmlFragment('body').toArray()
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (!(next instanceof Y.XmlElement)) continue
    const id = named(next as Y.XmlElement)
    if (id) found.add(id)
    waiting.push(...next.toArray())
  }
  return [...found].sort()
}
