import { readFileSync } from 'node:fs'
import path from 'node:path'

/** The process that serves the embedded Postgres of a data folder; throws when there is none. */
export const postmasterOf = (dataFolder: string): number => {
  const [first] = readFileSync(path.join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  const pid = Number(first)
  // Of a file half written it would be 0, and a signal to 0 goes to everybody in this process's group.
  if (!(pid > 1)) throw new Error('postmaster.pid names no process')
  return pid
}
