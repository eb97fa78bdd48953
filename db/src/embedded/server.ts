import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseFailure } from './failure.ts'
import { lastWords } from './initialise.ts'
import {
  clearDeadMark,
  findPostmaster,
  isServing,
  launch,
  stopPostmaster,
  type LaunchOptions,
} from './postmaster.ts'
import { askFolder } from './session.ts'

export type Server = { pid: number; socketFolder: string; adopted: boolean }

const describe = (logFile: string) => {
  const line = lastWords(readFileSync(logFile, 'utf8').slice(-20_000))
  return `The database did not start: ${line || 'no reason given'} (see ${logFile})`
}

/** Waits while a found server recovers or ends; null when it ended. */
const adopt = async (cluster: string, password: string): Promise<Server | null> => {
  for (let turn = 0; ; turn++) {
    const found = findPostmaster(cluster)
    if (!found) return null
    const folder = found.socketFolder && (await askFolder(found.socketFolder, password))
    if (folder === cluster) return { ...found, adopted: true }
    if (turn > 600)
      throw new DatabaseFailure(
        'folderInUse',
        `A database server (process ${found.pid}) holds ${cluster} but does not answer. Stop it, then start again.`,
      )
    await sleep(100)
  }
}

const start = async (options: LaunchOptions, password: string): Promise<Server | null> => {
  clearDeadMark(options.cluster)
  const { pid, ended } = launch(options)
  const life = { over: false }
  void ended.then(() => (life.over = true))
  try {
    while (!life.over) {
      const folder = await askFolder(options.socketFolder, password)
      if (folder === options.cluster && isServing(pid, options.cluster))
        return { pid, socketFolder: options.socketFolder, adopted: false }
      await sleep(25)
    }
    return null
  } catch (error) {
    await stopPostmaster(pid, options.cluster)
    throw error
  }
}

/** Adopts or starts. Children of a killed server need a moment to leave the shared memory, hence several turns. */
export const openServer = async (options: LaunchOptions, password: string): Promise<Server> => {
  for (let turn = 0; turn < 20; turn++) {
    const server = (await adopt(options.cluster, password)) ?? (await start(options, password))
    if (server) return server
    await sleep(250)
  }
  throw new DatabaseFailure('notStarted', describe(options.logFile))
}
