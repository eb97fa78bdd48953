import type { ContentMatch, NodeType } from '@tiptap/pm/model'
import { editorSchema } from './editor.ts'

/** Every node type that can stand somewhere in a content expression. */
const collectTypes = (match: ContentMatch, seen: Set<ContentMatch>, names: Set<string>): Set<string> => {
  if (seen.has(match)) return names
  seen.add(match)
  for (let index = 0; index < match.edgeCount; index++) {
    const { type, next } = match.edge(index)
    names.add(type.name)
    collectTypes(next, seen, names)
  }
  return names
}

const childrenOf = (type: NodeType): ReadonlySet<string> =>
  collectTypes(type.contentMatch, new Set(), new Set())

const children: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(editorSchema.nodes).map(([name, type]) => [name, childrenOf(type)]),
)

const marks: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(editorSchema.nodes).map(([name, type]) => [
    name,
    new Set(
      Object.values(editorSchema.marks)
        .filter((mark) => type.allowsMarkType(mark))
        .map((mark) => mark.name),
    ),
  ]),
)

/**
 * True when a node of this name may stand directly in that one (`doc` is the body itself, `text` is a run of text).
 * Editors delete a node whose content does not fit, so what can never fit is refused before it is stored.
 */
export const mayContain = (parent: string, child: string): boolean =>
  children.get(parent)?.has(child) ?? false

/** True when text that stands directly in a node of this name may carry the mark. */
export const mayCarry = (parent: string, mark: string): boolean => marks.get(parent)?.has(mark) ?? false
