import { openDatabase } from '../boot/database.ts'
import { compose } from '../boot/compose.ts'
import type { Deps } from '../deps.ts'
import { processVariables, readEnv, type Env } from '../env.ts'
import { createLogger } from '../log.ts'

/** Words for the operator; the log is for machines. */
export const say = (line: string): void => console.log(line)

/** Does a command's work on Krug's database, beside a running Krug or alone, and closes everything it opened. */
export const withKrug = async (
  work: (deps: Deps) => Promise<void>,
  env: Env = readEnv(processVariables()),
): Promise<void> => {
  const log = createLogger({ level: env.logLevel })
  const database = await openDatabase(env, { exclusive: false, say })
  const deps = compose(env, database, log)
  try {
    await work(deps)
  } finally {
    await deps.rooms.drain()
    await deps.projections.stop()
    await deps.history.stop()
    await database.close()
  }
}
