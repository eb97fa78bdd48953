import type * as Y from 'yjs'
import type { BodyNode } from '../documents/body.ts'
import { documentFields } from '../documents/fields.ts'
import type { DocumentKind } from '../documents/kinds.ts'
import { textOf } from '../documents/minutes.ts'
import { readBody } from '../documents/readBody.ts'
import { readFields } from '../documents/readFields.ts'
import { readRoadmap } from '../roadmaps/read.ts'
import { fold } from './fold.ts'
import type { Place } from './places.ts'

/** A stretch of a document that can be shown as found; `anchor` says where it stands. */
export type Fragment = { place: Place; anchor: string; text: string }
export type DocumentTexts = {
  fragments: Fragment[]
  /** Folded; '' where the document names none. */
  subject: string
  grades: number[]
}

/** Neighbouring paragraphs go together up to here; longer ones are cut. */
const LENGTH = 900

const pieces = (text: string): string[] => {
  const cut: string[] = []
  for (let rest = text.trim(); rest !== '';) {
    const end = rest.length <= LENGTH ? rest.length : rest.lastIndexOf(' ', LENGTH)
    const at = end > LENGTH / 2 ? end : LENGTH
    cut.push(rest.slice(0, at).trim())
    rest = rest.slice(at).trim()
  }
  return cut
}

/** Paragraphs below the same heading, together; a heading stands alone. The anchor is the block's place in the body. */
const readBlocks = (body: BodyNode): Fragment[] => {
  const fragments: Fragment[] = []
  for (const [index, block] of (body.content ?? []).entries())
    for (const text of pieces(textOf(block))) {
      const place = block.type === 'heading' ? 'heading' : 'body'
      const last = fragments.at(-1)
      const fits = last?.place === 'body' && place === 'body' && last.text.length + text.length < LENGTH
      if (fits) last.text += ` ${text}`
      else fragments.push({ place, anchor: String(index), text })
    }
  return fragments
}

const readHeader = (doc: Y.Doc, kind: DocumentKind): Fragment[] => {
  const texts = new Set(documentFields[kind].filter(({ shape }) => shape === 'text').map(({ name }) => name))
  return Object.entries(readFields(doc, kind)).flatMap(([name, value]) =>
    typeof value === 'string' && texts.has(name)
      ? pieces(value).map((text): Fragment => ({ place: 'field', anchor: name, text }))
      : [],
  )
}

const words = (entries: readonly { label: string | null }[]): string =>
  entries.flatMap(({ label }) => label ?? []).join(', ')

const readActions = (doc: Y.Doc): Fragment[] =>
  readRoadmap(doc).actions.flatMap((action) => {
    const { id, title, result, indicator, responsible, partners, evidence, cancelReason } = action
    const said = [
      title,
      result,
      indicator,
      words(responsible),
      words(partners),
      words(evidence),
      cancelReason,
    ]
    const text = said
      .map((one) => one.trim())
      .filter(Boolean)
      .join(' · ')
    return pieces(text).map((piece): Fragment => ({ place: 'action', anchor: id, text: piece }))
  })

const FIRST_GRADE = 1
const LAST_GRADE = 11

/** «7–9 кл.», «8 А, 8 Б» → the classes meant. */
export const gradesIn = (text: string): number[] => {
  const grades = new Set<number>()
  for (const [, from = '', to = from] of text.matchAll(/(\d{1,2})(?:\s*[-–—]\s*(\d{1,2}))?/gu))
    for (let grade = Number(from); grade <= Math.min(Number(to), LAST_GRADE); grade++)
      if (grade >= FIRST_GRADE) grades.add(grade)
  return [...grades].sort((one, other) => one - other)
}

const fieldText = (fields: Readonly<Record<string, unknown>>, name: string): string => {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}

/** All that search keeps of a document's own text, in its order. */
export const readTexts = (doc: Y.Doc, kind: DocumentKind): DocumentTexts => {
  const fields = readFields(doc, kind)
  const written = kind === 'roadmap' ? readActions(doc) : readBlocks(readBody(doc))
  return {
    fragments: [...readHeader(doc, kind), ...written],
    subject: fold(fieldText(fields, 'subject')).replace(/\s+/gu, ' ').trim(),
    grades: gradesIn(fieldText(fields, 'grade')),
  }
}
