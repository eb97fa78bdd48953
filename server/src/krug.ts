import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { DatabaseFailure } from 'db/embedded/failure'
import { BootFailure } from './boot/failure.ts'

// A start reads a thousand files; compiled once, they take half the time. Where the folder cannot be written nothing is kept.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/krug', import.meta.url)))

type Command = (words: string[]) => Promise<void>

/** Loaded when asked for: `krug doctor` need not read the whole server. */
const commands: Record<string, { usage: string; load: () => Promise<Command> }> = {
  start: {
    usage:
      'start [--demo]         prepare, start and serve; --demo: the demo municipality in a folder of its own',
    load: async () => (await import('./operator/start.ts')).start,
  },
  prepare: {
    usage: 'prepare                build the pages now, so that the next start need not (after an upgrade)',
    load: async () => (await import('./operator/prepare.ts')).prepare,
  },
  dev: {
    usage: 'dev                    for work on Krug itself: pages and server follow their sources',
    load: async () => (await import('./operator/dev.ts')).dev,
  },
  'create-admin': {
    usage: 'create-admin           print a one-time link that makes an administrator',
    load: async () => (await import('./operator/administrator.ts')).createAdministrator,
  },
  demo: {
    usage: 'demo load              fill an empty database with the demo municipality',
    load: async () => (await import('./operator/demo.ts')).demo,
  },
  doctor: {
    usage: 'doctor                 look at everything Krug needs and say what to do',
    load: async () => (await import('./operator/doctor.ts')).examine,
  },
  rebuild: {
    usage: 'rebuild <projection>   derive figures, roadmap rows or authors again from the log',
    load: async () => (await import('./operator/rebuild.ts')).rebuild,
  },
  tidy: {
    usage: 'tidy                   drop rows older than 13 months and thin out old versions (done daily)',
    load: async () => (await import('./operator/tidy.ts')).tidy,
  },
  purge: {
    usage: 'purge <document>       give up the history of a document for good; what it says now stays',
    load: async () => (await import('./operator/purge.ts')).purge,
  },
}

const usage = () =>
  ['Usage: krug <command>', '', ...Object.values(commands).map((command) => `  ${command.usage}`)].join('\n')

const explain = (error: unknown): string => {
  if (error instanceof BootFailure || error instanceof DatabaseFailure) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

const run = async ([name = '', ...words]: string[]): Promise<void> => {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) throw new BootFailure(usage())
  await (
    await command.load()
  )(words)
}

run(process.argv.slice(2)).catch((error: unknown) => {
  console.error(explain(error))
  process.exit(1)
})
