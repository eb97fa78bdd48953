import { rmdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseFailure } from './failure.ts'
import { stopPostmaster, type LaunchOptions } from './postmaster.ts'
import { openServer, type Server } from './server.ts'
import { takeOwnership, type Ownership } from './session.ts'

export type Supervised = {
  launchOptions: LaunchOptions
  password: string
  say: (line: string) => void
  /** Told once when the server is lost for good: another Krug took the cluster. */
  onLost: (failure: DatabaseFailure) => void
}

const own = async (server: Server, { password, launchOptions }: Supervised): Promise<Ownership> => {
  for (let turn = 0; ; turn++) {
    const result = await takeOwnership(server.socketFolder, password)
    if ('release' in result) return result
    // A Krug that was killed a moment ago may still have its connection open.
    if (turn >= 20)
      throw new DatabaseFailure(
        'folderInUse',
        `The data folder ${path.dirname(launchOptions.logFile)} is in use by another Krug (process ${result.heldBy}).`,
      )
    await sleep(100)
  }
}

const leaveSocketFolder = (folder: string): void => {
  try {
    rmdirSync(folder)
  } catch {
    // Another Krug is already starting in it, or the system removed it.
  }
}

type Kept = { server: Server; ownership: Ownership; over: boolean }

/** Starts the server again with growing pauses; false when it is lost for good. */
const bringBack = async (supervised: Supervised, kept: Kept): Promise<boolean> => {
  for (let pause = 200; !kept.over; pause = Math.min(pause * 2, 5_000)) {
    try {
      const server = await openServer(supervised.launchOptions, supervised.password)
      kept.ownership = await own(server, supervised)
      kept.server = server
      return true
    } catch (error) {
      if (error instanceof DatabaseFailure && error.code === 'folderInUse') {
        supervised.onLost(error)
        return false
      }
      await sleep(pause)
    }
  }
  return false
}

const watch = async (supervised: Supervised, kept: Kept): Promise<void> => {
  for (;;) {
    await kept.ownership.lost
    if (kept.over) return
    supervised.say('The database ended unexpectedly; it is being started again.')
    if (!(await bringBack(supervised, kept))) return
    supervised.say('The database serves again.')
  }
}

/** Owns the server and brings it back whenever it dies, until `close`. */
export const supervise = async (supervised: Supervised, server: Server) => {
  const kept: Kept = { server, ownership: await own(server, supervised), over: false }
  const watching = watch(supervised, kept)
  return {
    pid: () => kept.server.pid,
    close: async () => {
      kept.over = true
      await kept.ownership.release()
      await watching
      await kept.ownership.release()
      await stopPostmaster(kept.server.pid, supervised.launchOptions.cluster)
      leaveSocketFolder(kept.server.socketFolder)
    },
  }
}
