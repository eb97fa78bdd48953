import type { Attrs } from '@tiptap/pm/model'
import { editorSchema } from './editor.ts'

export { isSafeUrl, urlAttributes } from './url.ts'
export { DEPTH_MAX, isAllowedValue } from './values.ts'

/** `doc` is the fragment itself and `text` is Y.XmlText: neither may appear as an element. */
const structural = new Set(['doc', 'text'])

const attributesOf = (type: { spec: { attrs?: Attrs } }): ReadonlySet<string> =>
  new Set(Object.keys(type.spec.attrs ?? {}))

/** Element names that a body may hold, each with the attributes it may carry. */
export const nodeAttributes: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(editorSchema.nodes)
    .filter(([name]) => !structural.has(name))
    .map(([name, type]) => [name, attributesOf(type)]),
)

/** Marks that text may carry, each with the attributes of its value. */
export const markAttributes: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(editorSchema.marks).map(([name, type]) => [name, attributesOf(type)]),
)

export const allowedNodes: ReadonlySet<string> = new Set(nodeAttributes.keys())
export const allowedMarks: ReadonlySet<string> = new Set(markAttributes.keys())

/** All attribute keys of elements: enough where an update names the key without naming its element. */
export const allowedAttributes: ReadonlySet<string> = new Set(
  [...nodeAttributes.values()].flatMap((keys) => [...keys]),
)

/** The y-prosemirror binding writes overlapping marks as `name--hash`; gives the name. */
export const markName = (key: string): string => key.replace(/--[a-zA-Z0-9+/=]{8}$/, '')
