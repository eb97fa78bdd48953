/** Cells of a row in reading order: what is shown of it, and what may be spoken of. */
export const columns = [
  'number',
  'directions',
  'title',
  'period',
  'responsible',
  'partners',
  'result',
  'indicator',
  'status',
  'evidence',
] as const
export type Column = (typeof columns)[number]
