import path from 'node:path'
import { buildPages, handlerFile } from '../boot/build.ts'
import { processVariables, projectFolder, readEnv } from '../env.ts'
import { createLogger } from '../log.ts'
import { start as startKrug } from '../main.ts'
import { offerAdministration } from './administrator.ts'
import { prepareDemo } from './demo.ts'
import { say } from './open.ts'

const settingsFor = (isDemo: boolean) => {
  const variables = processVariables()
  return readEnv(isDemo ? { DATA_DIR: path.join(projectFolder, 'data-demo'), ...variables } : variables)
}

const waitForSignal = () =>
  new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => resolve())
  })

/**
 * `krug start`: prepares the pages, serves until a signal comes, then ends in order. `--demo` serves the demo
 * municipality from a folder of its own, `--no-pages` the API and the rooms alone.
 */
export const start = async (words: string[]): Promise<void> => {
  const isDemo = words.includes('--demo')
  const env = settingsFor(isDemo)
  const withPages = !words.includes('--no-pages')
  const log = createLogger({ level: env.logLevel })
  const stopped = waitForSignal()
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
  const welcome = await (isDemo ? prepareDemo(running.deps) : offerAdministration(running.deps))
  // In one piece: who waits for the ready line finds the link with it.
  say([`Krug is ready: ${running.url}`, welcome].filter((line) => line !== null).join('\n'))
  await stopped
  await running.stop()
  process.exit(0)
}
