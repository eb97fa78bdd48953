import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { freePort } from './ports.ts'
import { until } from './clients.ts'
import { prepareProgram } from './system.ts'

/** Makes sure that there is a Redis or a Valkey and gives its path. */
export const prepareRedis = (): string =>
  prepareProgram('redis-server', [
    '/usr/bin/valkey-server',
    '/usr/bin/redis-server',
    '/usr/local/bin/redis-server',
  ])

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.end()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

/** A Redis (or Valkey) of the test's own that keeps nothing. It can be killed, stopped for a while and started again on its port. */
export const startRedis = async () => {
  const program = prepareRedis()
  const port = await freePort()
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  let child: ChildProcess | undefined
  const start = async (): Promise<void> => {
    child = spawn(program, settings, { stdio: 'ignore' })
    await until(() => answers(port), 'an answer of Redis')
  }
  const kill = async (): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGCONT')
    child.kill('SIGKILL')
    await ended
  }
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    kill,
    /** It stands still: takes connections and answers nobody, until `resume`. */
    stall: () => child?.kill('SIGSTOP'),
    resume: () => child?.kill('SIGCONT'),
  }
}

export type Redis = Awaited<ReturnType<typeof startRedis>>
