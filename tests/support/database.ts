import { randomBytes } from 'node:crypto'
import { connect, type Connected } from 'db/connect'
import { inject } from 'vitest'

export type FreshDatabase = {
  url: string
  sql: Connected['sql']
  db: Connected['db']
  /** Closes the pool and removes the database, whoever still holds connections to it. */
  drop: () => Promise<void>
}

const inMaintenance = async (postgresUrl: string, statement: string) => {
  const { sql, close } = connect(postgresUrl, { max: 1 })
  try {
    await sql.unsafe(statement)
  } finally {
    await close()
  }
}

/** A migrated database of the test's own, empty of rows: a copy of the run's template (some 50 ms). */
export const freshDatabase = async (postgresUrl = inject('postgresUrl')): Promise<FreshDatabase> => {
  const name = `test_${randomBytes(6).toString('hex')}`
  await inMaintenance(postgresUrl, `create database ${name} template template strategy file_copy`)
  const url = postgresUrl.replace('/postgres?', `/${name}?`)
  const { sql, db, close } = connect(url)
  const drop = async () => {
    await close()
    await inMaintenance(postgresUrl, `drop database if exists ${name} with (force)`)
  }
  return { url, sql, db, drop }
}
