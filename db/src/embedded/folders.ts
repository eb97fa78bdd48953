import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  symlinkSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { canEnter, chooseAccount, type Account } from './account.ts'
import { DatabaseFailure } from './failure.ts'
import { findPostmaster } from './postmaster.ts'

/** Where root keeps what the database's account must reach, when the project lies where it cannot go. */
export const systemFolder = '/var/lib/krug'

const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12)

/** Makes the data folder if need be; only its owner may read it (others may at most pass through, for root's sake). */
export const openDataFolder = (folder: string): string => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK | constants.X_OK)
    return realpathSync(folder)
  } catch {
    throw new DatabaseFailure(
      'folderNotWritable',
      `The data folder ${folder} cannot be written. Give this user the folder or set DATA_DIR to another one.`,
    )
  }
}

export type Place = { cluster: string; account: Account }

/** A cluster whose data folder was removed is kept aside: nobody's work is thrown away or shown unasked. */
const setAside = (cluster: string): void => {
  if (!existsSync(cluster)) return
  const running = findPostmaster(cluster)
  if (running)
    throw new DatabaseFailure(
      'folderInUse',
      `The data folder was removed while its database (process ${running.pid}) runs. Stop that Krug first.`,
    )
  renameSync(cluster, `${cluster}.${new Date().toISOString().replace(/[^0-9]/g, '')}`)
}

const placeInSystem = (dataFolder: string, link: string): Place => {
  const home = path.join(systemFolder, shortHash(dataFolder))
  mkdirSync(home, { recursive: true, mode: 0o711 })
  const cluster = path.join(home, 'postgres')
  if (!isLink(link)) {
    setAside(cluster)
    symlinkSync(cluster, link)
  }
  return { cluster, account: chooseAccount(cluster) }
}

/** The cluster's folder inside the data folder; a link when root had to put the cluster elsewhere. */
export const placeCluster = (dataFolder: string): Place => {
  const place = path.join(dataFolder, 'postgres')
  if (existsSync(place)) return { cluster: realpathSync(place), account: chooseAccount(realpathSync(place)) }
  const account = chooseAccount(place)
  if (!account) return { cluster: place, account }
  chmodSync(dataFolder, 0o711)
  if (canEnter(account, dataFolder)) return { cluster: place, account }
  chmodSync(dataFolder, 0o700)
  return placeInSystem(dataFolder, place)
}

const isLink = (file: string) => lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false

const longestSocket = 107
const fits = (folder: string) => Buffer.byteLength(`${folder}/.s.PGSQL.5432`) <= longestSocket

const isOurs = (folder: string, owner: number) => {
  const found = lstatSync(folder)
  return found.isDirectory() && found.uid === owner && (found.mode & 0o077) === 0
}

/** A private folder for the socket, with a path that fits into the 107 bytes a Unix socket's name may have. */
export const openSocketFolder = (cluster: string, account: Account, runtimeFolder?: string): string => {
  const wanted = runtimeFolder ?? (process.getuid?.() === 0 && existsSync('/run') ? '/run/krug' : os.tmpdir())
  const parent = fits(path.join(wanted, 'krug-000000000000')) ? wanted : '/tmp'
  mkdirSync(parent, { recursive: true, mode: 0o711 })
  const usual = path.join(parent, `krug-${shortHash(cluster)}`)
  const owner = account?.uid ?? os.userInfo().uid
  if (!existsSync(usual)) mkdirSync(usual, { mode: 0o700 })
  // In a shared /tmp somebody else may have taken the name.
  else if (!isOurs(usual, owner)) return handOver(mkdtempSync(`${usual}-`), account)
  return handOver(usual, account)
}

/** Gives a path to the database's account when root made it. */
export const handOver = (file: string, account: Account): string => {
  if (account) chownSync(file, account.uid, account.gid)
  return file
}
