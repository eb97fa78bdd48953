import { must } from 'shared/must'

/** The same numbers for the same seed (mulberry32). */
export const createRandom = (seed: number) => {
  let state = seed >>> 0
  /** From 0 up to, never reaching, 1. */
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    next,
    /** A whole number from 0 to `limit` - 1. */
    below,
    /** True in this share of cases. */
    chance: (share: number): boolean => next() < share,
    pick: <T>(list: readonly T[]): T => must(list[below(list.length)], 'something to pick from'),
    bytes: (length: number): Uint8Array => Uint8Array.from({ length }, () => below(256)),
  }
}

export type Random = ReturnType<typeof createRandom>

/** The seed of a test: KRUG_SEED replays one that failed. */
export const seedOf = (): number => Number(process.env.KRUG_SEED ?? Math.floor(Math.random() * 2 ** 32))

/** Runs a random test; when it fails its error names the seed that replays it. */
export const withSeed = async (run: (random: Random) => unknown, seed = seedOf()): Promise<void> => {
  try {
    await run(createRandom(seed))
  } catch (error) {
    if (error instanceof Error) error.message += `\nreplay with KRUG_SEED=${seed}`
    throw error
  }
}
