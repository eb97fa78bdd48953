import type { BodyMark, BodyNode } from 'shared/documents/body'
import { textOf } from 'shared/documents/minutes'
import { addressOf, countUnknown, documentAddress, wordsIn } from '../address.ts'

/** What the writing of one text gathers on its way. */
export type Sheet = { publicUrl: string; unknown: Record<string, number>; notes: string[] }

/** Words that Markdown would read as marks are told apart from them; no word becomes a tag of HTML. */
export const plain = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll('\0', '')
    .replace(/[\\`*_[\]<>|~$&]/gu, '\\$&')
    .replace(/^(\s*)([#+\-=]|\d+[.)])(?=\s|$)/gmu, (_, space: string, mark: string) =>
      /\d/.test(mark) ? `${space}${mark.slice(0, -1)}\\${mark.slice(-1)}` : `${space}\\${mark}`,
    )

const signs: Readonly<Record<string, string>> = { bold: '**', italic: '*', strike: '~~' }
/** Marks that Markdown has no sign for: their words stay, as the letters do that looked raised. */
const silent = new Set(['underline', 'subscript', 'superscript'])

/** Blanks at the edges of marked words stand outside the marks, or they would not count as such. */
const around = (text: string, sign: string): string => {
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/u.exec(text) ?? []
  return words === '' ? text : `${before}${sign}${words}${sign}${after}`
}

const link = (address: string | null, words: string): string =>
  address === null
    ? words
    : `[${words}](<${address.replace(/[<>\\]/gu, (sign) => encodeURIComponent(sign))}>)`

const code = (text: string): string => {
  const fence = '`'.repeat(Math.max(0, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length)) + 1)
  return `${fence} ${text.replace(/\s+/gu, ' ')} ${fence}`
}

const wrap = (words: string, { type, attrs }: BodyMark, sheet: Sheet): string => {
  if (type === 'link') return link(addressOf(attrs?.href, sheet.publicUrl), words)
  const sign = signs[type]
  if (sign) return around(words, sign)
  if (!silent.has(type) && type !== 'code') countUnknown(sheet.unknown, type)
  return words
}

/** LaTeX without the signs that would become tags where formulas are not read. */
export const latexOf = (latex: unknown): string =>
  wordsIn(latex).replaceAll('$', ' ').replaceAll('<', '\\lt ').replaceAll('>', '\\gt ').trim()

const formula = (latex: unknown): string => `$${latexOf(latex).replace(/\s+/gu, ' ')}$`

type Writer = (node: BodyNode, sheet: Sheet) => string

const writers: Readonly<Record<string, Writer>> = {
  text: ({ text = '', marks = [] }, sheet) =>
    marks.reduce(
      (words, mark) => wrap(words, mark, sheet),
      marks.some(({ type }) => type === 'code') ? code(text) : plain(text),
    ),
  hardBreak: () => '\\\n',
  math: ({ attrs }) => formula(attrs?.latex),
  mention: ({ attrs }) => plain(wordsIn(attrs?.label)),
  documentLink: ({ attrs }, { publicUrl }) =>
    link(documentAddress(attrs?.document, publicUrl), plain(wordsIn(attrs?.label))),
  footnote: ({ attrs }, sheet) => `[^${sheet.notes.push(plain(wordsIn(attrs?.note)))}]`,
}

export const isInline = ({ type }: BodyNode): boolean => Object.hasOwn(writers, type)

/** What stands in a line of text. A node that is not known gives its words, and is told. */
export const writeInline = (nodes: readonly BodyNode[] | undefined, sheet: Sheet): string =>
  (nodes ?? [])
    .map((node) => {
      const write = Object.hasOwn(writers, node.type) ? writers[node.type] : undefined
      if (write) return write(node, sheet)
      countUnknown(sheet.unknown, node.type)
      return plain(textOf(node))
    })
    .join('')
