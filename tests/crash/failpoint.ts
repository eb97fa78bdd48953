import type { Sql } from 'db/connect'
import { until } from '../support/clients.ts'

const KEY = 4_711

/** A statement before which the server shall stand still, so that it can be killed exactly there. */
export type Failpoint = { name: string; table: string; event: string }

/**
 * Lets the server run into the point; gives the ways to wait for that and to take the point away again. The log's writer
 * waits for no lock as long as that by itself.
 */
export const setFailpoint = async (sql: Sql, { table, event }: Failpoint) => {
  const holder = await sql.reserve()
  await holder`select pg_advisory_lock(${KEY})`
  await sql.unsafe(`
    create function stand_still() returns trigger language plpgsql set lock_timeout = 0 as $$
    begin
      perform pg_advisory_xact_lock(${KEY});
      return case tg_op when 'DELETE' then old else new end;
    end $$;
    create trigger stand_still before ${event} on ${table} for each row execute function stand_still()`)
  return {
    reached: () =>
      until(
        async () => {
          const [row] = await sql<{ waiting: number }[]>`
            select count(*)::int as waiting from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory'`
          return (row?.waiting ?? 0) > 0
        },
        `the server before ${event} on ${table}`,
        60_000,
      ),
    /** What stood still goes on, in a backend whose server may be dead by now. */
    lift: async () => {
      await holder`select pg_advisory_unlock(${KEY})`
      holder.release()
      await sql.unsafe(`drop trigger stand_still on ${table}; drop function stand_still()`)
    },
  }
}
