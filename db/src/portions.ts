/** A statement takes 65 534 values, a table's row twenty or so. */
const ROWS = 2_000

/** Rows in portions that one statement takes, however many there are. */
export const inPortions = <T>(rows: readonly T[], size = ROWS): T[][] =>
  Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  )
