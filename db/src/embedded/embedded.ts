import path from 'node:path'
import { prepareBinaries } from './binaries.ts'
import type { DatabaseFailure } from './failure.ts'
import { openDataFolder, openSocketFolder, placeCluster, systemFolder } from './folders.ts'
import { initialise } from './initialise.ts'
import type { LaunchOptions } from './postmaster.ts'
import { keepSecret } from './secret.ts'
import { openServer } from './server.ts'
import { createDatabase, socketUrl, takeOwnership } from './session.ts'
import { supervise } from './supervise.ts'

export type EmbeddedOptions = {
  /** Holds the cluster, the password and the server's log. */
  dataFolder: string
  database?: string
  /** A short folder for the socket, such as systemd's %t/krug. */
  runtimeFolder?: string
  /** Settings of postgresql.conf over the defaults. */
  settings?: Record<string, string>
  /** False for a command that works beside a running Krug: it neither owns nor stops a server it has found. */
  exclusive?: boolean
  say?: (line: string) => void
  onLost?: (failure: DatabaseFailure) => void
}

export type Embedded = {
  url: string
  /** True when a server that outlived its Krug was found and taken over. */
  adopted: boolean
  pid: () => number
  /** Stops the server (unless it belongs to another Krug) after everything is on disk. */
  close: () => Promise<void>
}

const prepare = async (options: EmbeddedOptions) => {
  const dataFolder = openDataFolder(options.dataFolder)
  const { cluster, account } = placeCluster(dataFolder)
  const binaries = prepareBinaries(account, systemFolder)
  const password = keepSecret(path.join(dataFolder, 'database.password'))
  await initialise(cluster, binaries, account, password)
  const launchOptions: LaunchOptions = {
    cluster,
    binaries,
    account,
    socketFolder: openSocketFolder(cluster, account, options.runtimeFolder),
    logFile: path.join(dataFolder, 'database.log'),
    settings: options.settings ?? {},
  }
  return { launchOptions, password }
}

const isOwnedElsewhere = async (socketFolder: string, password: string) => {
  const result = await takeOwnership(socketFolder, password)
  if ('heldBy' in result) return true
  await result.release()
  return false
}

/**
 * Opens Krug's own Postgres: makes the cluster at first, adopts a server that outlived its Krug, else starts one,
 * and starts it again should it die. Throws `DatabaseFailure`.
 */
export const openEmbedded = async (options: EmbeddedOptions): Promise<Embedded> => {
  const database = options.database ?? 'krug'
  const { launchOptions, password } = await prepare(options)
  const first = await openServer(launchOptions, password)
  await createDatabase(first.socketFolder, password, database)
  const opened = { url: socketUrl(first.socketFolder, password, database), adopted: first.adopted }
  if (options.exclusive === false && (await isOwnedElsewhere(first.socketFolder, password)))
    return { ...opened, pid: () => first.pid, close: () => Promise.resolve() }
  const supervised = await supervise(
    {
      // The address must stay the same when the server is started again.
      launchOptions: { ...launchOptions, socketFolder: first.socketFolder },
      password,
      say: options.say ?? (() => undefined),
      onLost: options.onLost ?? (() => undefined),
    },
    first,
  )
  return { ...opened, ...supervised }
}
