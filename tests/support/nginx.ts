import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { projectFolder } from 'server/env'
import { until } from './clients.ts'
import { freePort } from './ports.ts'
import { prepareProgram } from './system.ts'

/** Makes sure that there is an nginx and gives its path. */
export const prepareNginx = (): string =>
  prepareProgram('nginx-light', ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/sbin/nginx'])

const readSample = (name: string): string => readFileSync(path.join(projectFolder, 'deploy', name), 'utf8')

/** What a sample file stands in on a real machine, in a folder of the test's own. */
const around = (folder: string, sample: string): string => `
  daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log warn;
  events { worker_connections 1024; }
  http {
    access_log off; map_hash_bucket_size 128;
    ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(' ')}
    ${sample}
  }`

/** The sample without TLS and with other addresses; everything else as an administrator gets it. */
const adapt = (sample: string, port: number, nodes: readonly number[]): string => {
  let index = 0
  const [before = '', , main = ''] = sample.split(/^server \{$/m)
  return `${before} server { ${main}`
    .replace(/server 10\.0\.0\.\d+:3000/g, () => `server 127.0.0.1:${nodes[index++]}`)
    .replace(/listen 443 ssl http2;/, `listen 127.0.0.1:${port};`)
    .replace(/^ *(listen \[::\]|ssl_).*$/gm, '')
}

/** deploy/nginx-nodes.conf in front of nodes on these ports. */
export const startNginx = async (nodes: readonly number[]) => {
  const program = prepareNginx()
  const port = await freePort()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'krug-nginx-'))
  const file = path.join(folder, 'nginx.conf')
  writeFileSync(file, around(folder, adapt(readSample('nginx-nodes.conf'), port, nodes)))
  const child = spawn(program, ['-p', folder, '-c', file], { stdio: 'inherit' })
  const url = `http://localhost:${port}`
  await until(
    () =>
      fetch(`http://127.0.0.1:${port}/metrics`).then(
        () => true,
        () => false,
      ),
    'an answer of nginx',
  )
  const stop = async (): Promise<void> => {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  return { url, stop }
}

/** What nginx itself says of a sample file, given certificates; '' when it takes it. */
export const judgeSample = async (name: string, certificates: { key: string; chain: string }) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'krug-nginx-'))
  const file = path.join(folder, 'nginx.conf')
  const sample = readSample(name)
    .replace(/\S+fullchain\.pem/g, certificates.chain)
    .replace(/\S+privkey\.pem/g, certificates.key)
  writeFileSync(file, around(folder, sample).replace('daemon off;', ''))
  const child = spawn(prepareNginx(), ['-t', '-q', '-p', folder, '-c', file])
  let said = ''
  child.stderr.on('data', (data: Buffer) => (said += data.toString()))
  await once(child, 'close')
  rmSync(folder, { recursive: true, force: true })
  return said
    .split('\n')
    .filter((line) => /emerg|error/.test(line))
    .join('\n')
}
