import postgres from 'postgres'
import { DatabaseFailure } from './failure.ts'
import { databaseUser } from './initialise.ts'

/** The address of a database behind a Unix socket, in libpq's form: the folder is the parameter `host`. */
export const socketUrl = (socketFolder: string, password: string, database: string): string =>
  `postgres://${databaseUser}:${password}@localhost/${database}?host=${encodeURIComponent(socketFolder)}`

const open = (socketFolder: string, password: string, onclose?: () => void) =>
  postgres({
    host: socketFolder,
    user: databaseUser,
    password,
    database: 'postgres',
    max: 1,
    fetch_types: false,
    connect_timeout: 5,
    backoff: false,
    max_lifetime: null,
    ...(onclose && { onclose }),
    onnotice: () => undefined,
    connection: { application_name: `krug ${process.pid}` },
  })

/** The cluster of the server that answers on the socket; null while none does. */
export const askFolder = async (socketFolder: string, password: string): Promise<string | null> => {
  const sql = open(socketFolder, password)
  try {
    const [row] = await sql<{ folder: string }[]>`select current_setting('data_directory') as folder`
    return row?.folder ?? null
  } catch (error) {
    if ((error as { code?: string }).code === '28P01')
      throw new DatabaseFailure(
        'notStarted',
        'The database refuses the password in database.password: that file and the folder postgres do not belong together.',
      )
    return null
  } finally {
    await sql.end({ timeout: 1 })
  }
}

export const createDatabase = async (socketFolder: string, password: string, name: string): Promise<void> => {
  const sql = open(socketFolder, password)
  try {
    const found = await sql`select 1 from pg_database where datname = ${name}`
    if (found.length === 0) await sql`create database ${sql(name)}`
  } catch (error) {
    // Two starts at once: the other one created it.
    if ((error as { code?: string }).code !== '42P04') throw error
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** Any number does; it must only be the same in every Krug. */
const ownershipLock = 7_385_021

/** `lost` settles when the connection that carries the ownership ends. */
export type Ownership = { release: () => Promise<void>; lost: Promise<void> }

/**
 * Takes the cluster for this process: a lock that lives as long as the connection, so a killed Krug loses it at
 * once. Gives the number of the process that holds it when it is taken.
 */
export const takeOwnership = async (
  socketFolder: string,
  password: string,
): Promise<Ownership | { heldBy: string }> => {
  const lost = Promise.withResolvers<undefined>()
  const sql = open(socketFolder, password, () => lost.resolve(undefined))
  const release = () => sql.end({ timeout: 1 })
  const [row] = await sql<{ taken: boolean }[]>`select pg_try_advisory_lock(${ownershipLock}) as taken`
  if (row?.taken) return { release, lost: lost.promise }
  const [holder] = await sql<{ name: string }[]>`
    select a.application_name as name
    from pg_locks l join pg_stat_activity a using (pid)
    where l.locktype = 'advisory' and l.objid = ${ownershipLock} and l.granted`
  await release()
  return { heldBy: holder?.name.replace(/^krug /, '') ?? '' }
}
