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
const isHyphenated = (line: string): boolean => /\S-$/u.test(line)

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

type Entry = { line: Line; text: string; known: 2 | 3 | null }

/** Lines one by one, but the broken name of a row as one. */
const readEntries = (lines: readonly Line[]): Entry[] => {
  const entries: Entry[] = []
  let taken = 0
  for (const [index, line] of lines.entries()) {
    if (index < taken) continue
    const known = readKnown(lines, index)
    taken = index + (known?.lines ?? 1)
    entries.push({ line, text: known?.text ?? line.text, known: known?.level ?? null })
    if (known?.rest) entries.push({ line: { ...line, gap: 1 }, text: known.rest, known: null })
  }
  return entries
}

type Held = { text: string; lead: Block['lead']; first: Line; last: Line }

const leadOf = ({ text, known }: Entry, before: Held | undefined): Block['lead'] =>
  known ? { kind: 'known', level: known } : readMarker(text, before !== undefined && isOpen(before.last.text))

const joins = (before: Held | undefined, { line }: Entry, width: number): before is Held =>
  before !== undefined && before.lead?.kind !== 'known' && goesOn(before.last, line, width)

const join = (before: Held, { line, text }: Entry): void => {
  before.text += isHyphenated(before.last.text) ? text : ` ${text}`
  before.last = line
}

/** Joins the lines of a page into blocks and takes their markers off. */
export const joinLines = ({ lines, width }: Page): Block[] => {
  const held: Held[] = []
  for (const entry of readEntries(lines)) {
    const before = held.at(-1)
    const lead = leadOf(entry, before)
    const { line, text } = entry
    if (!lead && joins(before, entry, width)) join(before, entry)
    else held.push({ text: lead && lead.kind !== 'known' ? lead.rest : text, lead, first: line, last: line })
  }
  return held.map(({ text, lead, first }, index) => ({
    text,
    lead,
    apart: { before: isApart(first), after: isApart(held[index + 1]?.first) },
  }))
}
