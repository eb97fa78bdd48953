import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { projectFolder } from '../env.ts'
import { BootFailure } from './failure.ts'

const webFolder = path.join(projectFolder, 'web')
const buildFolder = path.join(webFolder, 'build')
const hashFile = path.join(buildFolder, '.sources')

/** What SvelteKit's adapter made: a handler for Node's requests. */
export const handlerFile = path.join(buildFolder, 'handler.js')

/** What the pages are made of. */
const sources = ['web', 'shared', 'pnpm-lock.yaml'].map((name) => path.join(projectFolder, name))
const notSources = new Set(['node_modules', 'build', '.svelte-kit', 'test-results'])

const filesBelow = (file: string): string[] => {
  if (!statSync(file).isDirectory()) return [file]
  return readdirSync(file)
    .filter((name) => !notSources.has(name))
    .sort()
    .flatMap((name) => filesBelow(path.join(file, name)))
}

const hashSources = (): string => {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(filesBelow)) {
    if (file.endsWith('.test.ts')) continue
    hash.update(path.relative(projectFolder, file)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

const runVite = () =>
  new Promise<{ status: number | null; output: string }>((resolve) => {
    const vite = path.join(webFolder, 'node_modules', 'vite', 'bin', 'vite.js')
    const child = spawn(process.execPath, [vite, 'build'], {
      cwd: webFolder,
      env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', (error) => resolve({ status: null, output: error.message }))
    child.on('close', (status) => resolve({ status, output }))
  })

/**
 * Builds the pages, but only when the hash of their sources differs from the one beside the build. The build
 * empties its folder first, so one that was interrupted leaves no hash and is made again.
 */
export const buildPages = async (say: (line: string) => void): Promise<void> => {
  const hash = hashSources()
  if (existsSync(hashFile) && readFileSync(hashFile, 'utf8') === hash) return
  say('Preparing the pages; this is done once after an installation or an upgrade…')
  const { status, output } = await runVite()
  if (status !== 0)
    throw new BootFailure('The pages could not be prepared:', ...output.trim().split('\n').slice(-15))
  writeFileSync(hashFile, hash)
}
