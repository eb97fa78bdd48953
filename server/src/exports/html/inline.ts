import katex from 'katex'
import type { BodyMark, BodyNode } from 'shared/documents/body'
import { textOf } from 'shared/documents/minutes'
import { addressOf, countUnknown, documentAddress, wordsIn } from '../address.ts'
import type { Pictures } from '../picture.ts'

/** What the writing of one page gathers on its way. */
export type Page = { publicUrl: string; pictures: Pictures; unknown: Record<string, number>; notes: string[] }

/** Words as HTML, in a text or in an attribute. */
export const escape = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll('\0', '')
    .replace(/[&<>"']/gu, (sign) => `&#${sign.charCodeAt(0)};`)

const tags: Readonly<Record<string, string>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  code: 'code',
  subscript: 'sub',
  superscript: 'sup',
}

const link = (address: string | null, inner: string): string =>
  address === null ? inner : `<a href="${escape(address)}" rel="noopener noreferrer nofollow">${inner}</a>`

const wrap = (inner: string, { type, attrs }: BodyMark, page: Page): string => {
  if (type === 'link') return link(addressOf(attrs?.href, page.publicUrl), inner)
  const tag = tags[type]
  if (!tag) countUnknown(page.unknown, type)
  return tag ? `<${tag}>${inner}</${tag}>` : inner
}

/** A formula as MathML, which browsers draw themselves; one that cannot be read stays as it was typed, and is told. */
export const formula = (latex: unknown, type: string, page: Page): string => {
  const typed = wordsIn(latex)
  try {
    const settings = { output: 'mathml', throwOnError: true, trust: false, maxExpand: 500 } as const
    return katex.renderToString(typed, { ...settings, displayMode: type === 'mathBlock' })
  } catch {
    countUnknown(page.unknown, type)
    return `<code>${escape(typed)}</code>`
  }
}

type Writer = (node: BodyNode, page: Page) => string

const writers: Readonly<Record<string, Writer>> = {
  text: ({ text = '', marks = [] }, page) =>
    marks.reduce((inner, mark) => wrap(inner, mark, page), escape(text)),
  hardBreak: () => '<br>',
  math: ({ attrs }, page) => formula(attrs?.latex, 'math', page),
  mention: ({ attrs }) => escape(wordsIn(attrs?.label)),
  documentLink: ({ attrs }, page) =>
    link(documentAddress(attrs?.document, page.publicUrl), escape(wordsIn(attrs?.label))),
  footnote: ({ attrs }, page) => {
    const number = page.notes.push(escape(wordsIn(attrs?.note)))
    return `<sup><a id="mark-${number}" href="#note-${number}">${number}</a></sup>`
  },
}

export const isInline = ({ type }: BodyNode): boolean => Object.hasOwn(writers, type)

/** What stands in a line of text. A node that is not known gives its words, and is told. */
export const writeInline = (nodes: readonly BodyNode[] | undefined, page: Page): string =>
  (nodes ?? [])
    .map((node) => {
      const write = Object.hasOwn(writers, node.type) ? writers[node.type] : undefined
      if (write) return write(node, page)
      countUnknown(page.unknown, node.type)
      return escape(textOf(node))
    })
    .join('')
