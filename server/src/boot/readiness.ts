import type { Sql } from 'db/connect'
import { countPendingMigrations } from 'db/migrate'
import { withinTime } from '../withinTime.ts'

export type Phase = 'starting' | 'serving' | 'stopping'

export type Readiness =
  { ready: true } | { ready: false; reason: 'starting' | 'stopping' | 'database' | 'migrations' }

/** Whether people can be sent here: the process serves, the database answers and has this version's schema. */
export const readReadiness = async (phase: Phase, sql: Sql | undefined): Promise<Readiness> => {
  if (phase !== 'serving' || !sql)
    return { ready: false, reason: phase === 'stopping' ? 'stopping' : 'starting' }
  try {
    const pending = await withinTime(countPendingMigrations(sql), 2_000)
    return pending === 0 ? { ready: true } : { ready: false, reason: 'migrations' }
  } catch {
    return { ready: false, reason: 'database' }
  }
}
