import { networkOf } from '../http/address.ts'
import { createCounter, type Counter, type SharedCounts } from './counters.ts'

const QUARTER_HOUR = 15 * 60

/** Wrong passwords for one account from unknown devices, from one known device, from one address for any account; wrong invitation codes from one address. */
export const attemptLimits = { account: 10, device: 10, address: 300, code: 30 } as const

export type Attempt = {
  email: string
  address: string
  /** Names a device that this account has signed in from before (device.ts), so that a stranger's guessing cannot lock it out. */
  device: string | null
}

type Bucket = { counter: Counter; key: string; limit: number }

/**
 * Counts attempts at passwords. A whole school sits behind one address, so an address may fail often; an account may
 * not. Who comes back on a known device has a count of her own. Several nodes count together (SPEC K7).
 */
export const createAttempts = (counts?: SharedCounts) => {
  const counter = (name: string) => createCounter(name, QUARTER_HOUR, counts)
  const byAccount = counter('account')
  const byDevice = counter('device')
  const byAddress = counter('address')
  const byCode = counter('code')

  const bucketsOf = ({ email, address, device }: Attempt): Bucket[] =>
    device !== null
      ? [{ counter: byDevice, key: device, limit: attemptLimits.device }]
      : [
          { counter: byAccount, key: email, limit: attemptLimits.account },
          { counter: byAddress, key: networkOf(address), limit: attemptLimits.address },
        ]

  /** Counts the attempt before it is judged, so that parallel ones cannot slip by; false when it is one too many. */
  const begin = async (attempt: Attempt): Promise<boolean> => {
    for (const { counter, key, limit } of bucketsOf(attempt))
      if ((await counter.add(key)) > limit) return false
    return true
  }

  /** A right password clears the account's count and takes its own attempt back from the address. */
  const succeed = async (attempt: Attempt): Promise<void> => {
    await byAccount.clear(attempt.email)
    if (attempt.device === null) await byAddress.takeBack(networkOf(attempt.address))
    else await byDevice.clear(attempt.device)
  }

  /** May this address still try invitation links and codes? Only misses count (`miss`), so a school can join at once. */
  const mayLook = async (address: string): Promise<boolean> =>
    (await byCode.count(networkOf(address))) < attemptLimits.code

  const miss = async (address: string): Promise<void> => {
    await byCode.add(networkOf(address))
  }

  return { begin, succeed, mayLook, miss }
}

export type Attempts = ReturnType<typeof createAttempts>
