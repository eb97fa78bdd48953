import {
  DEPTH_MAX,
  isAllowedValue,
  markAttributes,
  markName,
  nodeAttributes,
} from 'shared/documents/schema/allowed'
import { mayCarry, mayContain } from 'shared/documents/schema/nesting'
import { acceptsEntry, acceptsValue, type Field } from 'shared/documents/field'
import { documentFields } from 'shared/documents/fields'
import type { DocumentKind } from 'shared/documents/kinds'
import { cellRule } from 'shared/roadmaps/contract'
import * as Y from 'yjs'
import type { Struct } from './decode.ts'

/** What a shared type is for; decides what may be put into it (contract of roots, DESIGN §3). */
export type Shape =
  | { role: 'body'; depth: 0 }
  | { role: 'element'; name: string; depth: number }
  | { role: 'richText'; within: string; depth: number }
  | { role: 'plainText'; depth: number }
  | { role: 'fields'; depth: 0 }
  | { role: 'rows'; depth: 0 }
  | { role: 'row'; depth: number }
  | { role: 'set'; key: string; depth: number }
  | { role: 'fieldSet'; field: Field; depth: 1 }

export type Content = Extract<Struct, Y.Item>['content']

/** A shape when the content is a shared type, `true` when it is a value that may stand there, `false` when not. */
export type Judgement = Shape | boolean

export const rootShapes: Readonly<Record<string, Shape>> = {
  body: { role: 'body', depth: 0 },
  fields: { role: 'fields', depth: 0 },
  rows: { role: 'rows', depth: 0 },
}

/** The one plain value of an attribute or a map's key; undefined for anything else. */
const valueOf = (content: Content): { value: unknown } | undefined =>
  content instanceof Y.ContentAny && content.arr.length === 1
    ? { value: content.arr[0] as unknown }
    : undefined

const isExactly = (content: Content, type: new (...given: never[]) => unknown): boolean =>
  content instanceof Y.ContentType && (content.type as object).constructor === type

const elementName = (content: Content): string | null =>
  content instanceof Y.ContentType && content.type.constructor === Y.XmlElement
    ? (content.type as Y.XmlElement).nodeName
    : null

const judgeChild = (parent: string, depth: number, content: Content): Judgement => {
  if (depth > DEPTH_MAX) return false
  if (isExactly(content, Y.XmlText))
    return mayContain(parent, 'text') && { role: 'richText', within: parent, depth }
  const name = elementName(content)
  return name !== null && mayContain(parent, name) && { role: 'element', name, depth }
}

const judgeAttribute = (name: string, key: string, content: Content): boolean => {
  const held = valueOf(content)
  return (
    held !== undefined && (nodeAttributes.get(name)?.has(key) ?? false) && isAllowedValue(key, held.value)
  )
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A mark begins with its attributes and ends with null. */
const judgeMark = (within: string, key: string, value: unknown): boolean => {
  const mark = markName(key)
  const allowed = markAttributes.get(mark)
  if (!allowed || !mayCarry(within, mark)) return false
  if (value === null) return true
  return (
    isPlainObject(value) &&
    Object.entries(value).every(([name, one]) => allowed.has(name) && isAllowedValue(name, one))
  )
}

const judgeRichText = (within: string, content: Content): boolean =>
  content instanceof Y.ContentString ||
  (content instanceof Y.ContentFormat && judgeMark(within, content.key, content.value))

const judgeField = (kind: DocumentKind, key: string, content: Content): Judgement => {
  const field = documentFields[kind].find((one) => one.name === key)
  if (field?.shape === 'text') return isExactly(content, Y.Text) && { role: 'plainText', depth: 1 }
  if (field?.shape === 'set') return isExactly(content, Y.Map) && { role: 'fieldSet', field, depth: 1 }
  const held = valueOf(content)
  return field !== undefined && held !== undefined && acceptsValue(field, held.value)
}

const judgeCell = (key: string, depth: number, content: Content): Judgement => {
  const rule = cellRule(key)
  if (rule?.kind === 'text') return isExactly(content, Y.Text) && { role: 'plainText', depth }
  if (rule?.kind === 'set') return isExactly(content, Y.Map) && { role: 'set', key, depth }
  const held = valueOf(content)
  return rule !== undefined && held !== undefined && rule.accepts(held.value)
}

const judgeEntry = (set: string, key: string, content: Content): boolean => {
  const rule = cellRule(set)
  const held = valueOf(content)
  return rule?.kind === 'set' && held !== undefined && rule.accepts(key, held.value)
}

const judgeFieldEntry = (field: Field, key: string, content: Content): boolean => {
  const held = valueOf(content)
  return held !== undefined && acceptsEntry(field, key, held.value)
}

const judgeInList = (parent: Shape, content: Content): Judgement => {
  const depth = parent.depth + 1
  if (parent.role === 'body') return judgeChild('doc', depth, content)
  if (parent.role === 'element') return judgeChild(parent.name, depth, content)
  if (parent.role === 'richText') return judgeRichText(parent.within, content)
  if (parent.role === 'plainText') return content instanceof Y.ContentString
  return parent.role === 'rows' && isExactly(content, Y.Map) && { role: 'row', depth }
}

const judgeUnderKey = (parent: Shape, key: string, kind: DocumentKind, content: Content): Judgement => {
  if (parent.role === 'element') return judgeAttribute(parent.name, key, content)
  if (parent.role === 'fields') return judgeField(kind, key, content)
  if (parent.role === 'row') return judgeCell(key, parent.depth + 1, content)
  if (parent.role === 'fieldSet') return judgeFieldEntry(parent.field, key, content)
  return parent.role === 'set' && judgeEntry(parent.key, key, content)
}

/** Whether `content` may stand in a type of that shape: in its list (`key` null) or under a key. */
export const judgeContent = (
  parent: Shape,
  key: string | null,
  kind: DocumentKind,
  content: Content,
): Judgement => {
  if (content instanceof Y.ContentDeleted) return true
  return key === null ? judgeInList(parent, content) : judgeUnderKey(parent, key, kind, content)
}

/** For content whose place is already deleted: at least nothing that could stand nowhere. */
export const couldStandSomewhere = (content: Content): boolean => {
  const name = elementName(content)
  if (name !== null) return nodeAttributes.has(name)
  if (content instanceof Y.ContentFormat) return markAttributes.has(markName(content.key))
  if ([Y.Map, Y.Text, Y.XmlText].some((type) => isExactly(content, type))) return true
  return (
    content instanceof Y.ContentString ||
    content instanceof Y.ContentAny ||
    content instanceof Y.ContentDeleted
  )
}
