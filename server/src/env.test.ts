import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { projectFolder, readEnv, variables } from './env.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'krug-env-'))
afterAll(() => rmSync(folder, { recursive: true }))

const example = readFileSync(path.join(projectFolder, '.env.example'), 'utf8')
const listed = [...example.matchAll(/^# ([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => ({
  name,
  value,
}))

const problemsOf = (source: Record<string, string>) => {
  try {
    readEnv({ DATA_DIR: folder, ...source })
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

test('.env.example lists every variable and no other', () => {
  expect(listed.map((line) => line.name).sort()).toEqual(Object.keys(variables.shape).sort())
})

test('.env.example shows the defaults', () => {
  const shown = Object.fromEntries(listed.map(({ name, value }) => [name, value]))
  const secret = 'x'.repeat(32)
  expect(readEnv({ ...shown, SECRET: secret })).toEqual(readEnv({ SECRET: secret }))
})

test('all problems come at once, one line each', () => {
  const message = problemsOf({
    PORT: 'many',
    PUBLIC_URL: 'http://school.example',
    SECRET: 'short',
    DEFAULT_LOCALE: 'de',
  })
  expect(message.split('\n').map((line) => line.trim().split(':')[0])).toEqual([
    'The settings cannot be used',
    'PUBLIC_URL',
    'PORT',
    'SECRET',
    'DEFAULT_LOCALE',
  ])
})

test.each([
  'http://krug.example.org',
  'http://localhost.example.org',
  'ftp://localhost',
  'krug',
  'https://krug.example.org/path',
])('refuses %s as the public address', (address) =>
  expect(problemsOf({ PUBLIC_URL: address })).toContain('PUBLIC_URL'),
)

test.each([
  'https://krug.example.org',
  'http://localhost:3000/',
  'http://127.0.0.1:8080',
  'http://[::1]:3000',
])('accepts %s as the public address', (address) =>
  expect(readEnv({ DATA_DIR: folder, PUBLIC_URL: address }).publicUrl).toBe(new URL(address).origin),
)

test('the secret is made once, for its owner alone', () => {
  const first = readEnv({ DATA_DIR: folder }).secret
  expect(first.length).toBeGreaterThanOrEqual(64)
  expect(readEnv({ DATA_DIR: folder }).secret).toBe(first)
  expect(statSync(path.join(folder, 'secret')).mode & 0o777).toBe(0o600)
})

test('several nodes must be told what they have in common', () => {
  const message = problemsOf({ REDIS_URL: 'redis://127.0.0.1' })
  expect(message).toContain('DATABASE_URL: must be set where REDIS_URL is')
  expect(message).toContain('SECRET: must be set where REDIS_URL is')
  const shared = { DATABASE_URL: 'postgres://db/krug', SECRET: 's'.repeat(32) }
  expect(problemsOf({ REDIS_URL: 'http://127.0.0.1', ...shared })).toContain(
    'REDIS_URL: must begin with redis://',
  )
  expect(problemsOf({ REDIS_URL: 'redis://:password@127.0.0.1:6380', ...shared })).toBe('')
})

test('a secret may come from a file; a missing file and a doubled one are problems', () => {
  const file = path.join(folder, 'from-file')
  writeFileSync(file, `${'s'.repeat(40)}\n`)
  expect(readEnv({ DATA_DIR: folder, SECRET_FILE: file }).secret).toBe('s'.repeat(40))
  expect(problemsOf({ SECRET_FILE: `${file}.gone` })).toContain('SECRET_FILE')
  expect(problemsOf({ SECRET_FILE: file, SECRET: 'x'.repeat(40) })).toContain('not both')
})
