import { randomInt } from 'node:crypto'

const HALF = 100_000

const half = (): string => String(randomInt(HALF)).padStart(5, '0')

/** Ten digits, which every keyboard has whatever its language; the code opens nothing by itself. */
export const makeCode = (): string => `${half()}-${half()}`
