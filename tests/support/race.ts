import { setTimeout as pause } from 'node:timers/promises'
import type { Sql } from 'db/connect'

/**
 * Lets requests meet for certain: holds what `lock` takes until all of them wait in the database, then lets go.
 * Fails when they do not come to wait, since then nothing orders them.
 */
export const race = async <T>(sql: Sql, lock: string, requests: (() => Promise<T>)[]): Promise<T[]> => {
  const running: Promise<T>[] = []
  await sql.begin(async (tx) => {
    await tx.unsafe(lock)
    running.push(...requests.map((request) => request()))
    for (let tries = 0; ; tries += 1) {
      const [row] = await sql<{ waiting: number }[]>`
        select count(*)::int as waiting from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`
      if (row?.waiting === requests.length) return
      if (tries > 500) throw new Error(`only ${row?.waiting ?? 0} of ${requests.length} requests wait`)
      await pause(20)
    }
  })
  return Promise.all(running)
}
