import { buildPages, handlerFile } from '../boot/build.ts'
import { startRelaxing } from '../boot/relax.ts'
import { processVariables, readEnv } from '../env.ts'
import { createLogger, type Logger } from '../log.ts'
import { start as startKrug, type Running } from '../main.ts'
import { offerAdministration } from './administrator.ts'
import { prepareDemo } from './demo.ts'
import { say } from './open.ts'

/** The demo lies beside the data, never among them, and never in a database of one's own. */
const settingsFor = (isDemo: boolean) => {
  const variables = processVariables()
  if (!isDemo) return readEnv(variables)
  const dataFolder = `${(variables.DATA_DIR ?? 'data').replace(/\/+$/, '')}-demo`
  return readEnv({
    ...variables,
    DATA_DIR: dataFolder,
    DATABASE_URL: undefined,
    DATABASE_URL_FILE: undefined,
  })
}

/** Settles with the process's exit code: 0 after a signal, 1 after a fault nobody caught. */
const waitForEnd = (log: Logger) =>
  new Promise<number>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => resolve(0))
    process.on('unhandledRejection', (error) => log.error({ err: error }, 'a promise failed unheard'))
    process.on('uncaughtException', (error) => {
      log.fatal({ err: error }, 'Krug ends because of a fault')
      resolve(1)
    })
  })

const serve = async (running: Running, isDemo: boolean, ended: Promise<number>): Promise<number> => {
  try {
    const welcome = await (isDemo ? prepareDemo(running.deps) : offerAdministration(running.deps))
    // In one piece: who waits for the ready line finds the link with it.
    say([`Krug is ready: ${running.url}`, welcome].filter((line) => line !== null).join('\n'))
    return await ended
  } finally {
    await running.stop()
  }
}

/**
 * `krug start`: prepares the pages, serves until a signal comes, then ends in order. `--demo` serves the demo
 * municipality from a folder of its own, `--no-pages` the API and the rooms alone.
 */
export const start = async (words: string[]): Promise<void> => {
  const isDemo = words.includes('--demo')
  const env = settingsFor(isDemo)
  const withPages = !words.includes('--no-pages')
  const log = createLogger({ level: env.logLevel })
  const ended = waitForEnd(log)
  if (withPages) await buildPages(say)
  const running = await startKrug(env, {
    log,
    say,
    ...(withPages && { pages: handlerFile }),
    onLost: (error) => {
      console.error(error.message)
      process.exit(1)
    },
  })
  startRelaxing()
  process.exit(await serve(running, isDemo, ended))
}
