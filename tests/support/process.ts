import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { projectFolder } from 'server/env'

export type SpawnOptions = {
  /** The command's words after `krug`; by default the API and rooms without pages. */
  words?: string[]
  /** Variables as in .env; nothing of the test's own environment is passed on but PATH and HOME. */
  settings?: Record<string, string>
}

export type SpawnedServer = {
  process: ChildProcess
  /** What it has printed so far. */
  output: () => string
  /** The address of the ready line; rejects with the output when the process ends before it. */
  ready: Promise<string>
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** Sends the signal and waits for the end. */
  kill: (signal: NodeJS.Signals) => Promise<{ code: number | null; signal: NodeJS.Signals | null }>
}

const launcher = path.join(projectFolder, 'krug')

/** Krug as a process of its own, started as an operator would. It lives until `kill`. */
export const spawnServer = (options: SpawnOptions = {}): SpawnedServer => {
  const child = spawn(launcher, options.words ?? ['start', '--no-pages'], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', ...options.settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
  const ready = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      const found = /Krug is ready: (\S+)\n/.exec(printed)
      if (found?.[1]) resolve(found[1])
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void ended.then(({ code }) => reject(new Error(`ended with ${code} before it was ready:\n${printed}`)))
  })
  // Whoever waits for the end alone must not be told about a start that failed as expected.
  ready.catch(() => undefined)
  const kill = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  return { process: child, output: () => printed, ready, ended, kill }
}
