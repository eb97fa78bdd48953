import { spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { cleanEnvironment } from './initialise.ts'

/** A running database server of one cluster, ours or inherited from a Krug that was killed. */
export type Postmaster = { pid: number; socketFolder: string }

const exists = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

/**
 * Whether the process is really this cluster's server. Numbers of processes are used again after a reboot, but
 * a server's working folder is its cluster; a dead one that nobody has buried yet has none.
 */
export const isServing = (pid: number, cluster: string): boolean => {
  if (!exists(pid)) return false
  if (process.platform !== 'linux') return true
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster
  } catch {
    return false
  }
}

const pidFileOf = (cluster: string) => path.join(cluster, 'postmaster.pid')

/** What postmaster.pid tells of a living server; null when there is none. */
export const findPostmaster = (cluster: string): Postmaster | null => {
  if (!existsSync(pidFileOf(cluster))) return null
  const lines = readFileSync(pidFileOf(cluster), 'utf8').split('\n')
  const pid = Number(lines[0])
  return isServing(pid, cluster) ? { pid, socketFolder: lines[4] ?? '' } : null
}

/** Removes the mark of a server that surely is gone but whose number belongs to another process now. */
export const clearDeadMark = (cluster: string): void => {
  if (!existsSync(pidFileOf(cluster))) return
  const pid = Number(readFileSync(pidFileOf(cluster), 'utf8').split('\n')[0])
  if (pid > 0 && exists(pid) && !isServing(pid, cluster)) rmSync(pidFileOf(cluster))
}

const largestLog = 10_000_000

const openLog = (file: string): number => {
  if (existsSync(file) && statSync(file).size > largestLog) renameSync(file, `${file}.1`)
  return openSync(file, 'a', 0o600)
}

export type LaunchOptions = {
  cluster: string
  binaries: Binaries
  account: Account
  socketFolder: string
  logFile: string
  settings: Record<string, string>
}

/** Starts the server in a process group of its own, so that Ctrl-C reaches Krug alone and Postgres goes last. */
export const launch = (options: LaunchOptions): { pid: number; ended: Promise<void> } => {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: options.socketFolder,
    unix_socket_permissions: '0700',
    log_timezone: 'UTC',
    timezone: 'UTC',
    ...options.settings,
  }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = openLog(options.logFile)
  const child = spawn(options.binaries.postgres, ['-D', options.cluster, ...args], {
    ...options.account,
    cwd: '/',
    env: cleanEnvironment,
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  child.unref()
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  return { pid: child.pid ?? 0, ended }
}

const waitUntilGone = async (pid: number, cluster: string, milliseconds: number): Promise<boolean> => {
  const end = Date.now() + milliseconds
  while (isServing(pid, cluster)) {
    if (Date.now() > end) return false
    await sleep(20)
  }
  return true
}

/** Fast shutdown (clients are disconnected, everything is written); an immediate one if that takes over 8 s. */
export const stopPostmaster = async (pid: number, cluster: string): Promise<void> => {
  if (!isServing(pid, cluster)) return
  process.kill(pid, 'SIGINT')
  if (await waitUntilGone(pid, cluster, 8_000)) return
  process.kill(pid, 'SIGQUIT')
  await waitUntilGone(pid, cluster, 5_000)
}
