/** A token bucket: `burst` at once, `perSecond` in the long run. */
export const createBucket = (
  { burst, perSecond }: { burst: number; perSecond: number },
  clock: () => number = () => performance.now(),
) => {
  let left = burst
  let at = clock()
  return {
    /** Takes `count` if they are there; else takes nothing and gives false. */
    take: (count = 1): boolean => {
      const now = clock()
      left = Math.min(burst, left + ((now - at) / 1_000) * perSecond)
      at = now
      if (count > left) return false
      left -= count
      return true
    },
    /** Takes `count`, though they may not be there: then nothing can be taken until they have come. */
    owe: (count: number): void => {
      left -= count
    },
    /** True while nothing is left. */
    isEmpty: (): boolean => left + ((clock() - at) / 1_000) * perSecond <= 0,
  }
}

/** A bucket for each person. */
export const createPaces = (rate: { burst: number; perSecond: number }) => {
  const paces = new Map<string, Bucket>()
  return (personId: string): Bucket => {
    const known = paces.get(personId)
    if (known) return known
    const pace = createBucket(rate)
    paces.set(personId, pace)
    return pace
  }
}

export type Bucket = ReturnType<typeof createBucket>
