import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible'

/** What all nodes of an installation count in, if there are several. */
export type SharedCounts = {
  /** Of @redis/client. */
  client: { readonly isReady: boolean }
  /** A name for a key that does not tell whose it is. */
  nameOf: (key: string) => string
}

export type Counter = {
  /** Counts one and gives how many there are now. */
  add: (key: string) => Promise<number>
  takeBack: (key: string) => Promise<void>
  count: (key: string) => Promise<number>
  clear: (key: string) => Promise<void>
}

const ANSWER_MS = 500

type Limiter = Pick<RateLimiterMemory, 'penalty' | 'reward' | 'get' | 'delete'>

const counterOf = (limiter: Limiter, nameOf: (key: string) => string): Counter => ({
  add: async (key) => (await limiter.penalty(nameOf(key))).consumedPoints,
  takeBack: async (key) => {
    await limiter.reward(nameOf(key))
  },
  count: async (key) => (await limiter.get(nameOf(key)))?.consumedPoints ?? 0,
  clear: async (key) => {
    await limiter.delete(nameOf(key))
  },
})

const inTime = <T>(work: Promise<T>): Promise<T> => {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('no answer from Redis')), ANSWER_MS)
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** The shared count; where it does not answer, the one of this node alone: nobody waits for Redis to sign in. */
const withInsurance = (shared: Counter, own: Counter): Counter => ({
  add: (key) => inTime(shared.add(key)).catch(() => own.add(key)),
  takeBack: (key) => inTime(shared.takeBack(key)).catch(() => own.takeBack(key)),
  count: (key) => inTime(shared.count(key)).catch(() => own.count(key)),
  clear: async (key) => {
    await own.clear(key)
    await inTime(shared.clear(key)).catch(() => undefined)
  },
})

/** Counts events of the last `seconds` by key, over all nodes where they share a Redis, else in this process. */
export const createCounter = (name: string, seconds: number, counts?: SharedCounts): Counter => {
  const options = { points: Number.MAX_SAFE_INTEGER, duration: seconds }
  const own = counterOf(new RateLimiterMemory(options), (key) => key)
  if (!counts) return own
  const { client, nameOf } = counts
  const limiter = new RateLimiterRedis({
    ...options,
    storeClient: client,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    keyPrefix: `krug:${name}`,
  })
  return withInsurance(counterOf(limiter, nameOf), own)
}
