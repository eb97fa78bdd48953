import { expect, it } from 'vitest'
import { attemptLimits, createAttempts, type Attempt, type Attempts } from './attempts.ts'

const by = (wish: Partial<Attempt> = {}): Attempt => ({
  email: 'fomina@example.org',
  address: '10.0.0.7',
  device: null,
  ...wish,
})

/** How many wrong passwords pass before the first is refused. */
const failures = async (
  attempts: Attempts,
  attempt: (n: number) => Attempt,
  ceiling: number,
): Promise<number> => {
  for (let n = 0; n < ceiling; n += 1) if (!(await attempts.begin(attempt(n)))) return n
  return ceiling
}

it('refuses an account after ten failures from wherever they come', async () => {
  const attempts = createAttempts()
  expect(await failures(attempts, (n) => by({ address: `10.0.0.${n}` }), 50)).toBe(attemptLimits.account)
})

it('counts parallel attempts one by one', async () => {
  const attempts = createAttempts()
  const begun = await Promise.all(Array.from({ length: 40 }, () => attempts.begin(by())))
  expect(begun.filter(Boolean)).toHaveLength(attemptLimits.account)
})

it('lets a whole school behind one address sign in, however many are right', async () => {
  const attempts = createAttempts()
  for (let n = 0; n < 2 * attemptLimits.address; n += 1) {
    const colleague = by({ email: `teacher${n}@example.org` })
    expect(await attempts.begin(colleague)).toBe(true)
    await attempts.succeed(colleague)
  }
})

it('lets an address fail at many accounts, but not for ever, and others meanwhile go on', async () => {
  const attempts = createAttempts()
  const spraying = (n: number) => by({ email: `nobody${n}@example.org` })
  expect(await failures(attempts, spraying, 1000)).toBe(attemptLimits.address)
  expect(await attempts.begin(by({ email: 'teacher@example.org', address: '10.0.0.8' }))).toBe(true)
})

it('counts a known device apart: a stranger’s guessing does not lock it out, nor does its own lock out others', async () => {
  const attempts = createAttempts()
  await failures(attempts, () => by(), 50)
  expect(await failures(attempts, () => by({ device: 'hers' }), 50)).toBe(attemptLimits.device)
  expect(await attempts.begin(by({ device: 'another of hers' }))).toBe(true)
})

it('forgets an account’s failures when the right password comes from a known device', async () => {
  const attempts = createAttempts()
  await failures(attempts, () => by(), 50)
  await attempts.succeed(by({ device: 'hers' }))
  expect(await attempts.begin(by())).toBe(true)
})

it('lets an address miss thirty invitations', async () => {
  const attempts = createAttempts()
  let misses = 0
  for (; misses < 100 && (await attempts.mayLook('10.0.0.7')); misses += 1) await attempts.miss('10.0.0.7')
  expect(misses).toBe(attemptLimits.code)
  expect(await attempts.mayLook('10.0.0.8')).toBe(true)
})
