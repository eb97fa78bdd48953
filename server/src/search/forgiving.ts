import type { Sql } from 'db/connect'
import { knowsTrigrams } from 'db/trigrams'

/** Whether this database forgives typing mistakes in titles; asked once, for it changes only with a start. */
export type Forgiving = () => Promise<boolean>

export const createForgiving = (sql: Sql): Forgiving => {
  let known: Promise<boolean> | undefined
  return () => {
    known ??= knowsTrigrams(sql).catch(() => {
      known = undefined
      return false
    })
    return known
  }
}
