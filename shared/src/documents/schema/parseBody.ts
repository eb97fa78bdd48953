import { DOMParser } from '@tiptap/pm/model'
import type { BodyNode } from '../body.ts'
import { boundFragment } from './bounds.ts'
import { editorSchema } from './editor.ts'

const parser = DOMParser.fromSchema(editorSchema)

/** A body from HTML, by the rules by which the editor takes a paste. What the schema does not know becomes its text. */
export const parseBody = (root: Node): BodyNode => {
  const parsed = parser.parse(root)
  return parsed.copy(boundFragment(parsed.content)).toJSON() as BodyNode
}
