import { prosemirrorToYXmlFragment } from 'y-prosemirror'
import type * as Y from 'yjs'
import type { BodyNode } from '../body.ts'
import { editorSchema } from './editor.ts'

/**
 * Writes the first content of an empty body: once, on the server, before anybody opens the document.
 * Throws when the editor's schema does not know the content.
 */
export const startBody = (doc: Y.Doc, body: BodyNode): void => {
  const node = editorSchema.nodeFromJSON(body)
  node.check()
  prosemirrorToYXmlFragment(node, doc.getXmlFragment('body'))
}
