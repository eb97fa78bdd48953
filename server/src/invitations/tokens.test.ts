import { expect, it } from 'vitest'
import { hashCode, hashToken, makeCode, makeToken } from './tokens.ts'

const SECRET = 'a secret of at least thirty-two characters'

it('makes links of 256 bits and codes of twelve signs that cannot be misread', () => {
  expect(Buffer.from(makeToken(), 'base64url')).toHaveLength(32)
  expect(makeCode()).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/)
  expect(new Set(Array.from({ length: 1000 }, makeCode)).size).toBe(1000)
})

it('knows a code however it is typed', () => {
  const kept = hashCode(SECRET, 'K7BM-20PD-9RTA')
  for (const typed of [
    'k7bm20pd9rta',
    'K7BM 20PD 9RTA',
    ' k7bm–20pd–9rta ',
    'К7ВМ-2ОРD-9RТА',
    'K7BM-2OPD-9RTA',
  ])
    expect(hashCode(SECRET, typed), typed).toBe(kept)
})

it('keys the hash of a code, since a code alone could be guessed from a copy of the database', () => {
  expect(hashCode('another secret of thirty-two characters!', 'K7BM-20PD-9RTA')).not.toBe(
    hashCode(SECRET, 'K7BM-20PD-9RTA'),
  )
  expect(hashToken('one')).not.toBe(hashToken('two'))
})
