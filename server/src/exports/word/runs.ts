import {
  ExternalHyperlink,
  FootnoteReferenceRun,
  Math as Equation,
  Tab,
  TextRun,
  type IRunOptions,
  type ParagraphChild,
} from 'docx'
import { latexToMath } from 'docx/math'
import type { BodyMark, BodyNode } from 'shared/documents/body'
import { textOf } from 'shared/documents/minutes'
import { addressOf, documentAddress, wordsIn } from '../address.ts'
import { addFootnote, reportUnknown, type Ink } from './ink.ts'

/** Characters that XML cannot hold at all: one of them would make the whole file unreadable. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu

export const cleanText = (text: string): string => text.toWellFormed().replace(unwritable, '')

const looks: Readonly<Record<string, IRunOptions>> = {
  bold: { bold: true },
  italic: { italics: true },
  underline: { underline: {} },
  strike: { strike: true },
  code: { style: 'CodeText' },
  subscript: { subScript: true },
  superscript: { superScript: true },
}

const lookOf = (marks: readonly BodyMark[], ink: Ink): IRunOptions => {
  for (const { type } of marks) if (type !== 'link' && !looks[type]) reportUnknown(ink, type)
  return Object.assign({}, ...marks.map(({ type }) => looks[type] ?? {})) as IRunOptions
}

/** A run of words; tabs and line ends inside become those of Word. */
export const writeWords = (words: string, look: IRunOptions = {}): TextRun[] =>
  cleanText(words)
    .split(/\r\n|[\r\n]/u)
    .map((line, index) => {
      const parts = line.split('\t').flatMap((part, at) => (at > 0 ? [new Tab(), part] : [part]))
      return new TextRun({ ...look, ...(index > 0 ? { break: 1 } : {}), children: parts })
    })

const linked = (address: string | null, words: string, look: IRunOptions): ParagraphChild[] =>
  address === null
    ? writeWords(words, look)
    : [new ExternalHyperlink({ link: address, children: writeWords(words, { ...look, style: 'Hyperlink' }) })]

const writeText = ({ text = '', marks = [] }: BodyNode, ink: Ink): ParagraphChild[] => {
  const link = marks.find(({ type }) => type === 'link')
  return linked(link ? addressOf(link.attrs?.href, ink.publicUrl) : null, text, lookOf(marks, ink))
}

/** A formula as Word's own; one that cannot be read stays as it was typed, and is told. */
export const writeFormula = (latex: unknown, type: string, ink: Ink): ParagraphChild[] => {
  const typed = cleanText(wordsIn(latex))
  try {
    return [new Equation({ children: [...latexToMath(typed)] })]
  } catch {
    reportUnknown(ink, type)
    return writeWords(typed, { style: 'CodeText' })
  }
}

type InlineWriter = (node: BodyNode, ink: Ink) => ParagraphChild[]

const writers: Readonly<Record<string, InlineWriter>> = {
  text: writeText,
  hardBreak: () => [new TextRun({ break: 1 })],
  math: ({ attrs }, ink) => writeFormula(attrs?.latex, 'math', ink),
  mention: ({ attrs }) => writeWords(wordsIn(attrs?.label)),
  documentLink: ({ attrs }, ink) =>
    linked(documentAddress(attrs?.document, ink.publicUrl), wordsIn(attrs?.label), {}),
  footnote: ({ attrs }, ink) => [new FootnoteReferenceRun(addFootnote(ink, cleanText(wordsIn(attrs?.note))))],
}

/** What stands in a line of text. A node that is not known gives its words, and is told. */
export const writeInline = (nodes: readonly BodyNode[] | undefined, ink: Ink): ParagraphChild[] =>
  (nodes ?? []).flatMap((node) => {
    const write = Object.hasOwn(writers, node.type) ? writers[node.type] : undefined
    if (write) return write(node, ink)
    reportUnknown(ink, node.type)
    return writeWords(textOf(node) || wordsIn(node.attrs?.label))
  })

export const isInline = ({ type }: BodyNode): boolean => Object.hasOwn(writers, type)
