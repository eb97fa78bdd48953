import { isSafeUrl } from './url.ts'

export const HEADING_LEVELS = [1, 2, 3, 4] as const
/** How deep nodes may stand in each other, text included: a child of the body is at depth 1. */
export const DEPTH_MAX = 64
const COLSPAN_MAX = 60
const ROWSPAN_MAX = 500
const COLUMN_WIDTH_MAX = 4000

type Rule = (value: unknown) => boolean

const integer =
  (least: number, most: number): Rule =>
  (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most

const oneOf =
  (...values: readonly unknown[]): Rule =>
  (value) =>
    values.includes(value)

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
}

/** True when the attribute is known and its value is one that the editor itself could have written. */
export const isAllowedValue = (attribute: string, value: unknown): boolean =>
  Object.hasOwn(attributeRules, attribute) && (attributeRules[attribute]?.(value) ?? false)
