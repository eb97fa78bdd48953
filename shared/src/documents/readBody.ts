import * as Y from 'yjs'
import { paragraph, textNode, type BodyMark, type BodyNode } from './body.ts'
import { allowedMarks, isAllowedValue, markAttributes, markName, nodeAttributes } from './schema/allowed.ts'

/** Deeper nodes give their text to the node above: nothing written is lost, and no reader's stack overflows. */
export const BODY_DEPTH_MAX = 64

const textBlocks: ReadonlySet<string> = new Set(['paragraph', 'heading', 'codeBlock'])

type Attributes = Record<string, unknown>
type Open = { target: BodyNode; children: Iterator<unknown>; depth: number }

const keepAllowed = (
  attributes: Attributes,
  known: ReadonlySet<string> | undefined,
): Attributes | undefined => {
  const kept = Object.entries(attributes).filter(
    ([name, value]) => known?.has(name) && isAllowedValue(name, value),
  )
  return kept.length > 0 ? Object.fromEntries(kept) : undefined
}

const readMark = (key: string, value: unknown): BodyMark[] => {
  const type = markName(key)
  if (!allowedMarks.has(type)) return []
  const known = markAttributes.get(type)
  const attrs = keepAllowed(typeof value === 'object' && value !== null ? { ...value } : {}, known)
  if (type === 'link' && !attrs) return []
  return [attrs ? { type, attrs } : { type }]
}

type Run = { insert?: unknown; attributes?: Attributes }

const readText = (text: Y.XmlText): BodyNode[] =>
  (text.toDelta() as Run[]).flatMap(({ insert, attributes = {} }) =>
    typeof insert === 'string' && insert !== ''
      ? [
          textNode(
            insert,
            Object.entries(attributes).flatMap(([key, value]) => readMark(key, value)),
          ),
        ]
      : [],
  )

const addTo = (target: BodyNode, ...nodes: BodyNode[]): void => void (target.content ??= []).push(...nodes)

/** Text that a foreign client put where only blocks may stand gets a paragraph of its own. */
const addText = (target: BodyNode, text: Y.XmlText): void => {
  const nodes = readText(text)
  if (nodes.length === 0) return
  if (textBlocks.has(target.type)) addTo(target, ...nodes)
  else addTo(target, { ...paragraph(), content: nodes })
}

const readElement = (element: Y.XmlElement, { target, depth }: Open): Open => {
  const type = element.nodeName
  const known = nodeAttributes.get(type)
  const children = element.toArray()[Symbol.iterator]()
  // A node the schema does not know, or one too deep, is looked through: what it holds goes to its parent.
  if (!known || (depth >= BODY_DEPTH_MAX && !textBlocks.has(type))) return { target, children, depth }
  const attrs = keepAllowed(element.getAttributes(), known)
  const node: BodyNode = attrs ? { type, attrs } : { type }
  addTo(target, node)
  return { target: node, children, depth: depth + 1 }
}

/**
 * The body as ProseMirror JSON: only nodes, marks and attribute values of the editor's schema, at most
 * `BODY_DEPTH_MAX` deep. Walks without recursion, so a hostile document cannot overflow the stack.
 */
export const readBody = (doc: Y.Doc): BodyNode => {
  const body: BodyNode = { type: 'doc' }
  const waiting: Open[] = [
    { target: body, children: doc.getXmlFragment('body').toArray()[Symbol.iterator](), depth: 0 },
  ]
  for (let open = waiting.at(-1); open; open = waiting.at(-1)) {
    const next = open.children.next()
    if (next.done) waiting.pop()
    else if (next.value instanceof Y.XmlText) addText(open.target, next.value)
    else if (next.value instanceof Y.XmlElement) waiting.push(readElement(next.value as Y.XmlElement, open))
  }
  if (!body.content) addTo(body, paragraph())
  return body
}
