import postgres from 'postgres'
import { splitSocket } from './connect.ts'
import { DatabaseFailure } from './embedded/failure.ts'

const oldestMajor = 15

/** Where a database lies, without its password. */
const placeOf = (url: string) => {
  const { hostname, port, pathname, searchParams } = new URL(url)
  return `${pathname.slice(1)} at ${searchParams.get('host') ?? hostname}${port ? `:${port}` : ''}`
}

const reasons: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'there is no such host',
  ENOENT: 'there is no such socket',
  CONNECT_TIMEOUT: 'it does not answer',
  '28P01': 'it refuses this user and password',
  '28000': 'it refuses this user',
  '3D000': 'it has no such database',
  '57P03': 'it is still starting',
}

const explain = (error: unknown): string => {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  return reasons[code] ?? (message || code)
}

const connectOnce = (address: string) => {
  const { url, socket } = splitSocket(address)
  return postgres(url, {
    ...socket,
    max: 1,
    fetch_types: false,
    connect_timeout: 10,
    backoff: false,
    onnotice: () => undefined,
  })
}

/** Refuses a server that does not answer or is too old. Throws `DatabaseFailure` with one line. */
export const checkServer = async (url: string): Promise<void> => {
  const sql = connectOnce(url)
  try {
    // The simple protocol: a pooler or a very old server understands it too.
    const [row] = await sql.unsafe<{ server_version_num: string }[]>('show server_version_num').simple()
    const major = Math.floor(Number(row?.server_version_num) / 10_000)
    if (major < oldestMajor)
      throw new DatabaseFailure(
        'tooOld',
        `DATABASE_URL leads to Postgres ${major}. Krug needs Postgres ${oldestMajor} or newer.`,
      )
  } catch (error) {
    if (error instanceof DatabaseFailure) throw error
    throw new DatabaseFailure(
      'unusable',
      `DATABASE_URL leads to a database that cannot be used (${placeOf(url)}): ${explain(error)}.`,
    )
  } finally {
    await sql.end({ timeout: 1 })
  }
}
