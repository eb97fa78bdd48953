import { calloutTones, cellTints } from './tones.ts'
import { isSafeUrl } from './url.ts'

export const HEADING_LEVELS = [1, 2, 3, 4] as const
/** How deep nodes may stand in each other, text included: a child of the body is at depth 1. */
export const DEPTH_MAX = 64
const COLSPAN_MAX = 60
const ROWSPAN_MAX = 500
const COLUMN_WIDTH_MAX = 4000

/** The longest formula, note under the text, and description of a picture. */
export const LATEX_MAX = 4000
export const NOTE_MAX = 2000
export const ALT_MAX = 500
export const LABEL_MAX = 300
const PIXELS_MAX = 100_000
const BYTES_MAX = 1_000_000_000

const mentionedKinds = ['person', 'school'] as const

type Rule = (value: unknown) => boolean

const integer =
  (least: number, most: number): Rule =>
  (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most

const oneOf =
  (...values: readonly unknown[]): Rule =>
  (value) =>
    values.includes(value)

const orNull =
  (rule: Rule): Rule =>
  (value) =>
    value === null || rule(value)

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/
const isId: Rule = (value) => typeof value === 'string' && uuid.test(value)

/** Letters that turn the order of their neighbours around: «гpj.exe» would read as «exe.jpg». */
const turning = /[\u202a-\u202e\u2066-\u2069]/u
const control = /[\p{Cc}]/u
const controlOfLines = /[^\P{Cc}\n\t]/u

const line =
  (longest: number): Rule =>
  (value) =>
    typeof value === 'string' && value.length <= longest && !control.test(value) && !turning.test(value)

const lines =
  (longest: number): Rule =>
  (value) =>
    typeof value === 'string' &&
    value.length <= longest &&
    !controlOfLines.test(value) &&
    !turning.test(value)

const columnWidths: Rule = (value) =>
  value === null ||
  (Array.isArray(value) &&
    value.length <= COLSPAN_MAX &&
    value.every((width) => width === null || integer(0, COLUMN_WIDTH_MAX)(width)))

/** What each attribute of the editor's schema may be: a colspan of a billion would freeze every reader's browser. */
export const attributeRules: Readonly<Record<string, Rule>> = {
  level: oneOf(...HEADING_LEVELS),
  start: integer(0, 1_000_000),
  type: oneOf(null, '1', 'a', 'A', 'i', 'I'),
  language: (value) => value === null || (typeof value === 'string' && value.length <= 40),
  checked: (value) => typeof value === 'boolean',
  colspan: integer(1, COLSPAN_MAX),
  rowspan: integer(1, ROWSPAN_MAX),
  colwidth: columnWidths,
  align: oneOf(null, 'left', 'center', 'right', 'justify'),
  href: isSafeUrl,
  tone: oneOf(...calloutTones),
  tint: orNull(oneOf(...cellTints)),
  file: orNull(isId),
  alt: line(ALT_MAX),
  pixelsWide: orNull(integer(1, PIXELS_MAX)),
  pixelsHigh: orNull(integer(1, PIXELS_MAX)),
  percent: orNull(integer(5, 100)),
  fileName: line(LABEL_MAX),
  bytes: orNull(integer(0, BYTES_MAX)),
  latex: lines(LATEX_MAX),
  of: oneOf(...mentionedKinds),
  subject: orNull(isId),
  label: line(LABEL_MAX),
  document: orNull(isId),
  note: lines(NOTE_MAX),
}

/** True when the attribute is known and its value is one that the editor itself could have written. */
export const isAllowedValue = (attribute: string, value: unknown): boolean =>
  Object.hasOwn(attributeRules, attribute) && (attributeRules[attribute]?.(value) ?? false)
