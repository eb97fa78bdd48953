/** Beyond this share of the hue black figures could no longer be read on it. */
const DARKEST = 60
/** The hue never says more of a few acts than there is. */
const LEAST_FULL = 8

/** Per cent of the one hue behind a number of acts. */
export const tintOf = (n: number, most: number): number =>
  Math.round((Math.min(1, n / Math.max(most, LEAST_FULL)) || 0) * DARKEST)
