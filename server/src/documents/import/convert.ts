import type { BodyNode } from 'shared/documents/body'
import { DOCUMENT_BYTES_MAX } from 'shared/documents/kinds'
import type { Loss } from 'shared/documents/losses'
import { textOf } from 'shared/documents/minutes'
import { startBody } from 'shared/documents/schema/startBody'
import { isProblem, problem, type Problem } from 'shared/protocol/problem'
import * as Y from 'yjs'
import type { Conversion } from './conversion.ts'
import type { FileFormat } from './recognise.ts'

/** A file as the first update of a document. `heading` is what it calls itself, null when it does not say. */
export type Imported = { update: Uint8Array; heading: string | null; losses: Loss[] }

/** Loaded when they are needed: the readers of Word and HTML are large. */
const conversions: Record<FileFormat, () => Promise<Conversion>> = {
  word: async () => (await import('./word.ts')).convertWord,
  markdown: async () => (await import('./markdown.ts')).convertMarkdown,
  text: async () => (await import('./text.ts')).convertText,
}

/** A title stands near the top. */
const TITLE_WITHIN = 5

const findHeading = (body: BodyNode): string | null => {
  const first = body.content?.slice(0, TITLE_WITHIN).find(({ type }) => type === 'heading')
  return (first && textOf(first)) || null
}

/** Converts a file whose format is known. Throws only on what no reader of such files expects. */
export const convertFile = async (format: FileFormat, bytes: Buffer): Promise<Imported | Problem> => {
  const convert = await conversions[format]()
  const converted = await convert(bytes)
  if (isProblem(converted)) return converted
  const { body, losses } = converted
  if (textOf(body) === '') return problem('emptyFile')
  const doc = new Y.Doc()
  startBody(doc, body)
  const update = Y.encodeStateAsUpdate(doc)
  if (update.length > DOCUMENT_BYTES_MAX) return problem('tooLarge')
  return { update, heading: findHeading(body), losses }
}
