import { expect, test } from 'vitest'
import { createLogger } from './log.ts'

const record = () => {
  const lines: string[] = []
  const log = createLogger({ level: 'info', destination: { write: (line) => void lines.push(line) } })
  return { log, lines }
}

test('secrets are not written, however deep they lie', () => {
  const { log, lines } = record()
  log.info({ password: 'p4ss', headers: { cookie: 'c00kie', authorization: 'be4rer' } }, 'request')
  log.warn(
    { request: { headers: { cookie: 'c00kie', 'set-cookie': 'c00kie' } }, body: { token: 't0ken' } },
    'x',
  )
  log.error({ err: new Error('no way to postgres://krug:p4ss@host/krug') }, 'database')

  expect(lines.join('')).not.toMatch(/p4ss|c00kie|be4rer|t0ken/)
  expect(lines.join('')).toContain('postgres://krug:…@host/krug')
})

test('a name with line breaks stays inside one line', () => {
  const { log, lines } = record()
  log.info({ name: 'Анна\r\n{"level":"fatal"}' }, 'joined')

  expect(lines).toHaveLength(1)
  expect(lines[0]?.trimEnd().split('\n')).toHaveLength(1)
})

test('values of a failed statement are not written, in whatever error it is wrapped', () => {
  const { log, lines } = record()
  const failed = new Error('Failed query: select 1 where token = $1\nparams: t0ken,line\nbreak', {
    cause: new Error('connection lost'),
  })
  log.error({ err: new Error('no session', { cause: failed }) }, 'failed')
  log.error({ err: failed }, 'failed')
  const circular = new Error('turns round\nparams: t0ken')
  circular.cause = circular
  log.error({ err: circular }, 'failed')

  expect(lines.join('')).not.toMatch(/t0ken|break/)
  expect(lines.join('')).toContain('connection lost')
})

test('the message of an error is cut, its stack still says where', () => {
  const lines: string[] = []
  const log = createLogger({ level: 'info', destination: { write: (line) => void lines.push(line) } })
  log.error({ err: new Error(`insert values (${'$1, '.repeat(100_000)})`) }, 'failed')
  expect(lines[0]?.length).toBeLessThan(6_000)
  expect(lines[0]).toContain('log.test.ts')
})
