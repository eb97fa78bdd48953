import { spawn } from 'node:child_process'
import path from 'node:path'
import { processVariables, projectFolder } from '../env.ts'

const pages = 'http://localhost:5173'

const run = (args: string[], cwd: string, variables: Record<string, string> = {}) =>
  spawn(process.execPath, args, { cwd, stdio: 'inherit', env: { ...processVariables(), ...variables } })

/**
 * `krug dev`: the server restarts and the pages are replaced as their sources change. People open Vite's address,
 * which passes the API and sockets on.
 */
export const dev = async (): Promise<void> => {
  const web = path.join(projectFolder, 'web')
  const server = path.join('server', 'src', 'krug.ts')
  const children = [
    run(['--watch', '--watch-preserve-output', server, 'start', '--no-pages'], projectFolder, {
      PUBLIC_URL: pages,
      PORT: '3000',
    }),
    run([path.join('node_modules', 'vite', 'bin', 'vite.js'), 'dev', '--port', '5173', '--strictPort'], web),
  ]
  const stop = () => children.forEach((child) => child.kill('SIGTERM'))
  process.on('SIGINT', stop).on('SIGTERM', stop)
  await Promise.all(children.map((child) => new Promise((resolve) => child.once('close', resolve))))
}
