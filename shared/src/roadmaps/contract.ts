import { isDay } from './day.ts'
import { isOrderKey } from './order.ts'
import { actionStatuses, directions, formats, levels, stages } from './words.ts'

type Accepts = (value: unknown) => boolean

/**
 * What may stand under one key of a row:
 * `value` plain JSON that passes `accepts` · `text` a Y.Text of plain characters, no embeds or formats ·
 * `set` a nested Y.Map whose every entry passes `accepts` (the key alone is shared, so two additions both stay).
 */
export type CellRule =
  | { kind: 'value'; accepts: Accepts }
  | { kind: 'text' }
  | { kind: 'set'; accepts: (key: string, value: unknown) => boolean }

const WORD_LONGEST = 64
const LABEL_LONGEST = 500
const COUNT_LARGEST = 1_000_000

/** Lower case only: two spellings would be two rows here and one in the database. */
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
export const isId: Accepts = (value) => typeof value === 'string' && uuid.test(value)

const oneOf =
  (words: readonly string[]): Accepts =>
  (value) =>
    typeof value === 'string' && words.includes(value)

const isCount: Accepts = (value) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= COUNT_LARGEST

const isKey = (key: string): boolean => key.length > 0 && key.length <= WORD_LONGEST
const isLabel: Accepts = (value) =>
  typeof value === 'string' && value.trim().length > 0 && value.length <= LABEL_LONGEST

/** An entry of a set: `true` when the key names somebody or something in Krug, else what it is in words. */
export const isEntry = (key: string, value: unknown): boolean =>
  isKey(key) && (value === true || isLabel(value))

const value = (accepts: Accepts): CellRule => ({ kind: 'value', accepts })
const text: CellRule = { kind: 'text' }

/**
 * Every key that a row may hold (DESIGN §3): the gate refuses any other, and reading takes nothing else.
 * `postponedTo` is the date of the first postponement, which the main percentage goes by (DOMAIN §3.6).
 */
export const actionCells = {
  id: value(isId),
  order: value(isOrderKey),
  stage: value(oneOf(stages)),
  status: value(oneOf(actionStatuses)),
  level: value(oneOf(levels)),
  format: value(oneOf(formats)),
  title: text,
  result: text,
  indicator: text,
  periodText: text,
  cancelReason: text,
  dateFrom: value(isDay),
  dateTo: value(isDay),
  originalDateTo: value(isDay),
  postponedTo: value(isDay),
  doneOn: value(isDay),
  planCount: value(isCount),
  factCount: value(isCount),
  need: value(isId),
  goal: value(isId),
  event: value(isId),
  directions: { kind: 'set', accepts: (key, mark) => oneOf(directions)(key) && mark === true },
  responsible: { kind: 'set', accepts: isEntry },
  partners: { kind: 'set', accepts: isEntry },
  evidence: { kind: 'set', accepts: isEntry },
} as const satisfies Record<string, CellRule>

export type ActionKey = keyof typeof actionCells

/** The rule of a key as it came from outside; undefined when no row may hold it. */
export const cellRule = (key: string): CellRule | undefined =>
  Object.hasOwn(actionCells, key) ? actionCells[key as ActionKey] : undefined
