import type { Sql } from 'db/connect'
import { countPendingMigrations } from 'db/migrate'

export type Phase = 'starting' | 'serving' | 'stopping'

export type Readiness =
  { ready: true } | { ready: false; reason: 'starting' | 'stopping' | 'database' | 'migrations' }

const within = <T>(promise: Promise<T>, milliseconds: number): Promise<T> => {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('too late')), milliseconds)
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

/** Whether people can be sent here: the process serves, the database answers and has this version's schema. */
export const readReadiness = async (phase: Phase, sql: Sql | undefined): Promise<Readiness> => {
  if (phase !== 'serving' || !sql)
    return { ready: false, reason: phase === 'stopping' ? 'stopping' : 'starting' }
  try {
    const pending = await within(countPendingMigrations(sql), 2_000)
    return pending === 0 ? { ready: true } : { ready: false, reason: 'migrations' }
  } catch {
    return { ready: false, reason: 'database' }
  }
}
