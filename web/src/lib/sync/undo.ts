import * as Y from 'yjs'

/** A block or a text that a colleague has written into is not taken away by undoing its making. */
const mayGo = (item: Y.Item): boolean => {
  if (!(item.content instanceof Y.ContentType)) return true
  const { type } = item.content
  const holdsText = type instanceof Y.Text || (type instanceof Y.XmlElement && type.nodeName === 'paragraph')
  return !holdsText || type.length === 0
}

/**
 * Undo of one's own edits only, over text, header fields and rows in the order they were made.
 * @param origin of the edits made through the room; edits without an origin are one's own too.
 */
export const createUndo = (doc: Y.Doc, origin: unknown): Y.UndoManager =>
  new Y.UndoManager([doc.getXmlFragment('body'), doc.getMap('fields'), doc.getArray('rows')], {
    trackedOrigins: new Set([null, origin]),
    deleteFilter: mayGo,
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
  })
