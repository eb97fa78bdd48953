import { DatabaseFailure } from 'db/embedded/failure'
import { BootFailure } from './boot/failure.ts'

type Command = (words: string[]) => Promise<void>

/** Loaded when asked for: `krug doctor` need not read the whole server. */
const commands: Record<string, { usage: string; load: () => Promise<Command> }> = {
  start: {
    usage:
      'start [--demo]          prepare, start and serve; --demo: the demo municipality in its own data folder',
    load: async () => (await import('./operator/start.ts')).start,
  },
}

const usage = () =>
  ['Usage: krug <command>', '', ...Object.values(commands).map((command) => `  ${command.usage}`)].join('\n')

const explain = (error: unknown): string => {
  if (error instanceof BootFailure || error instanceof DatabaseFailure) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

const run = async ([name = '', ...words]: string[]): Promise<void> => {
  const command = commands[name]
  if (!command) throw new BootFailure(usage())
  await (
    await command.load()
  )(words)
}

run(process.argv.slice(2)).catch((error: unknown) => {
  console.error(explain(error))
  process.exit(1)
})
