import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { connect } from 'db/connect'
import { openEmbedded } from 'db/embedded/embedded'
import { migrate } from 'db/migrate'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the test run's own Postgres; its database `template` is migrated and empty. */
    postgresUrl: string
  }
}

// Only here: a test run's data may go with the machine's power.
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' }

/** One Postgres for the run in a temporary folder, with a migrated database that `freshDatabase` copies. */
export const openTestPostgres = async () => {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'krug-tests-'))
  const postgres = await openEmbedded({ dataFolder, database: 'template', settings })
  await migrate(postgres.url)
  const url = postgres.url.replace('/template?', '/postgres?')
  const { sql, close } = connect(url, { max: 1 })
  await sql`alter database template with is_template = true`
  await close()
  const stop = async () => {
    await postgres.close()
    rmSync(dataFolder, { recursive: true, force: true })
  }
  return { url, stop }
}

export default async (project: TestProject) => {
  const { url, stop } = await openTestPostgres()
  project.provide('postgresUrl', url)
  return stop
}
