import { isOpen, startOf } from './sentences.ts'

/** A line that holds something, as it lay on its page. */
export type Line = {
  /** Runs of blanks are one blank: justified text of a PDF is full of them. */
  text: string
  /** Starts further right than most lines do. */
  indented: boolean
  /** Blank lines before it beyond what stands between any two lines of this file. */
  gap: number
  /** A page ended before it: neither the gap nor the indent says anything then. */
  afterPage: boolean
}

export type Page = { lines: Line[]; /** Length that nine of ten lines do not exceed. */ width: number }

type Raw = { text: string; indent: number; blanks: number; afterPage: boolean }

/** Four blank lines more than usual are a page's foot and head. */
const PAGE_GAP = 4

const collapse = (line: string): string => line.replace(/[\p{Z}\t]+/gu, ' ').trim()

const readRaw = (text: string): Raw[] => {
  const raw: Raw[] = []
  let blanks = 0
  let afterPage = false
  for (const line of text.split(/\r\n?|\n|\u2028|\u2029/u)) {
    afterPage ||= line.includes('\f')
    const body = line.replaceAll('\f', '')
    const words = collapse(body)
    if (words === '') blanks += 1
    else {
      raw.push({ text: words, indent: body.length - body.trimStart().length, blanks, afterPage })
      blanks = 0
      afterPage = false
    }
  }
  return raw
}

/** The value that a share of the numbers does not exceed; 0 of none. */
const quantile = (numbers: readonly number[], share: number): number => {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0
}

/** Of so many lines that stand apart the sentence goes on: then blank lines between lines mean nothing. */
const GOING_ON = 0.25

/**
 * Blank lines that stand between any two lines. Text of a PDF often has one after each line, in the middle of
 * sentences; in other texts a blank line ends a paragraph.
 */
const findUsualGap = (raw: readonly Raw[]): number => {
  const pairs = raw.slice(1).map((line, index) => ({ line, before: raw[index] }))
  const usual = quantile(
    pairs.map(({ line }) => line.blanks),
    0.5,
  )
  const apart = pairs.filter(({ line }) => line.blanks >= Math.max(1, usual))
  const goingOn = apart.filter(
    ({ line, before }) => before && isOpen(before.text) && startOf(line.text) === 'lower',
  )
  return goingOn.length > apart.length * GOING_ON ? usual : 0
}

/** The lines of a text with what their place on the page says. */
export const readLines = (text: string): Page => {
  const raw = readRaw(text)
  const usualGap = findUsualGap(raw)
  const usualIndent = quantile(
    raw.map(({ indent }) => indent),
    0.5,
  )
  const lines = raw.map(({ text: words, indent, blanks, afterPage }) => ({
    text: words,
    indented: indent > usualIndent,
    gap: Math.max(0, blanks - usualGap),
    afterPage: afterPage || blanks - usualGap >= PAGE_GAP,
  }))
  return {
    lines,
    width: quantile(
      lines.map((line) => line.text.length),
      0.9,
    ),
  }
}
