import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { buildPages } from 'server/boot/build'
import { projectFolder } from 'server/env'
import { prepareChromium } from './support/chromium.ts'
import { prepareNginx } from './support/nginx.ts'
import { prepareRedis } from './support/redis.ts'

type Step = { name: string; run: () => Promise<void> | void }

const isLong = process.argv.includes('--long')

const binary = (packageName: string, name: string) => {
  const file = path.join(projectFolder, packageName, 'node_modules', '.bin', name)
  if (!existsSync(file)) throw new Error(`${name} is not installed in ${packageName || 'the root'}`)
  return file
}

/** What stands still shall be named, and end before whoever runs the whole command loses patience. */
const MINUTES = isLong ? 600 : 12

/** Runs a program of one package with its output shown as it comes. */
const run = (packageName: string, name: string, args: string[]) =>
  new Promise<void>((resolve, reject) => {
    const child = spawn(binary(packageName, name), args, {
      cwd: path.join(projectFolder, packageName),
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...(isLong && { KRUG_TEST_LONG: '1' }) },
    })
    const late = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`${name} did not end in ${MINUTES} minutes`))
    }, MINUTES * 60_000)
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(late)
      if (code === 0) resolve()
      else reject(new Error(`${name} ended with ${code}`))
    })
  })

const vitest = (project: string, reporter = 'default') => {
  const args = ['run', '--project', project, '--reporter', reporter]
  return () => run('', 'vitest', args)
}

/** Steps that follow each other. */
type Lane = readonly Step[]

const first: Lane = [
  { name: 'format', run: () => run('', 'prettier', ['--check', '.', '--log-level', 'warn']) },
  { name: 'routes of the pages', run: () => run('web', 'svelte-kit', ['sync']) },
]
const eslint = (...args: string[]) => run('', 'eslint', [...args, '--max-warnings', '0'])
const pages = '**/*.svelte'

/** Each keeps one processor busy for two minutes; neither needs a database or a browser. */
const ofPages: Lane = [
  { name: 'lint of the pages', run: () => eslint(pages) },
  {
    name: 'types of the pages',
    run: () => run('web', 'svelte-check', ['--tsconfig', './tsconfig.json', '--fail-on-warnings']),
  },
  { name: 'dead code', run: () => run('', 'knip', []) },
  { name: 'unit tests', run: vitest('unit') },
]
const ofTheRest: Lane = [
  { name: 'lint', run: () => eslint('.', '--ignore-pattern', pages) },
  { name: 'types', run: () => run('', 'tsc', ['--noEmit', '-p', 'tsconfig.json']) },
]
const integration: Lane = [
  {
    name: 'Redis and nginx',
    run: () => {
      prepareRedis()
      prepareNginx()
    },
  },
  { name: 'integration tests', run: vitest('integration') },
]
// A test here may take a minute: each is told when it ends.
const fuzz: Lane = [{ name: 'fuzz tests', run: vitest('fuzz', 'verbose') }]
const crash: Lane = [{ name: 'crash tests', run: vitest('crash', 'verbose') }]
const browsers: Lane = [
  { name: 'pages', run: () => buildPages((line) => console.log(line)) },
  { name: 'Chromium', run: prepareChromium },
  { name: 'browser tests', run: () => run('tests', 'playwright', ['test']) },
]
const stages: readonly (readonly Lane[])[] = [
  [first],
  [ofPages, ofTheRest],
  [integration],
  [fuzz, crash],
  [browsers],
]

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

/** Runs one step; gives its line of the summary and whether it passed. */
const perform = async ({ name, run }: Step) => {
  const started = performance.now()
  console.log(`\n▸ ${name}`)
  try {
    await run()
    return { passed: true, line: `✓ ${name}  ${seconds(started)}` }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { passed: false, line: `✗ ${name}  ${seconds(started)}  ${reason}` }
  }
}

const lines: string[] = []

/** True when all of the lane passed; the first failure ends it. */
const performLane = async (lane: Lane): Promise<boolean> => {
  for (const step of lane) {
    const { passed, line } = await perform(step)
    lines.push(line)
    if (!passed) return false
  }
  return true
}

const started = performance.now()
let passed = true
for (const lanes of stages) {
  passed = (await Promise.all(lanes.map(performLane))).every(Boolean)
  if (!passed) break
}
console.log(
  `\n${lines.join('\n')}\n${passed ? 'All passed' : 'Stopped at the first failure'} in ${seconds(started)}`,
)
// What did not end in time may have left servers behind that would keep this process alive.
process.exit(passed ? 0 : 1)
