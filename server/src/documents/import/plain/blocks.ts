import { isStamp, knownLevel } from './known.ts'
import type { Line, Page } from './lines.ts'
import { readMarker, type Marker } from './markers.ts'
import { isOpen, startOf } from './sentences.ts'

/** Lines that belong together. `lead` is the marker they began with; `text` is without it. */
export type Block = {
  text: string
  lead: Marker | { kind: 'known'; level: 2 | 3 } | null
  /** Space stood before and after: it is set apart on the page. */
  apart: { before: boolean; after: boolean }
}

const ENOUGH_FULL = 0.75
const NEARLY_FULL = 0.85
/** A name of a row may be broken over so many lines. */
const KNOWN_LINES = 5

const endsSentence = (text: string): boolean => /[.!?…][»")\]]*$/u.test(text)
/** Whether a line goes on with what the line before began: a line break within a sentence is no paragraph. */
const goesOn = (before: Line, line: Line, width: number): boolean => {
  const start = startOf(line.text)
  const fill = before.text.length / Math.max(width, 1)
  if (line.gap > 0 && !line.afterPage) return false
  if (/[;:][»")]*$/u.test(before.text) || isStamp(before.text)) return false
  const indented = line.indented && !line.afterPage
  if (endsSentence(before.text)) {
    if (start === 'lower') return !indented
    return fill >= NEARLY_FULL && !indented
  }
  if (start === 'lower') return !(indented && before.text.endsWith(',') && fill < NEARLY_FULL)
  return fill >= ENOUGH_FULL && !indented
}

const isApart = (line: Line | undefined): boolean => !line || line.gap > 0 || line.afterPage

/** A word broken at its hyphen keeps it: «социально-» may be whole or half a word. */
const isBroken = (line: string): boolean => /\S-$/u.test(line)

type Known = { level: 2 | 3; lines: number; text: string; rest: string }

/** «Задачи программы 1. Разработка…»: the name of a row and the first it holds came on one line. */
const splitKnown = (line: string): Known | null => {
  const at = / (?=\d{1,2}\. \p{Lu}|- )/u.exec(line)?.index ?? 0
  const text = line.slice(0, at)
  const level = knownLevel(text)
  return level && { level, lines: 1, text, rest: line.slice(at + 1) }
}

/** The longest known name that whole lines from here make: it may be broken over several. */
const readKnown = (lines: readonly Line[], from: number): Known | null => {
  let found = splitKnown(lines[from]?.text ?? '')
  let text = ''
  for (const [index, line] of lines.slice(from, from + KNOWN_LINES).entries()) {
    if (index > 0 && (isApart(line) || startOf(line.text) === 'upper')) break
    text = text ? `${text} ${line.text}` : line.text
    const level = knownLevel(text)
    if (level) found = { level, lines: index + 1, text, rest: '' }
  }
  return found
}

/** Joins the lines of a page into blocks and takes their markers off. */
export const joinLines = ({ lines, width }: Page): Block[] => {
  const blocks: Block[] = []
  let held: { block: Block; last: Line } | null = null
  const close = (next: Line | undefined) => {
    if (held) held.block.apart.after = isApart(next)
    held = null
  }
  const open = (line: Line, text: string, lead: Block['lead']) => {
    close(line)
    const block: Block = { text, lead, apart: { before: isApart(line), after: false } }
    blocks.push(block)
    held = { block, last: line }
    return block
  }
  const add = (line: Line, text: string) => {
    const before = held
    const marker = readMarker(text, before !== null && isOpen(before.last.text))
    if (marker) return open(line, marker.rest, marker)
    if (!before || before.block.lead?.kind === 'known' || !goesOn(before.last, line, width))
      return open(line, text, null)
    before.block.text += isBroken(before.last.text) ? text : ` ${text}`
    held = { block: before.block, last: line }
    return before.block
  }
  for (let index = 0; index < lines.length;) {
    const line = lines[index]
    if (!line) break
    const known = readKnown(lines, index)
    if (!known) add(line, line.text)
    else {
      open(line, known.text, { kind: 'known', level: known.level })
      if (known.rest) add({ ...line, gap: 1 }, known.rest)
    }
    index += known?.lines ?? 1
  }
  close(undefined)
  return blocks
}
