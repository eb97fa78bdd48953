export class TooLate extends Error {}

/** What `work` gives; fails with `TooLate` when that takes longer than so many milliseconds. What comes of it later is not heard. */
export const withinTime = async <T>(work: Promise<T>, milliseconds: number): Promise<T> => {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new TooLate(`no answer in ${milliseconds} ms`)), milliseconds)
  try {
    return await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
