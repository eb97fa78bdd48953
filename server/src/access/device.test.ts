import { expect, it } from 'vitest'
import { makeDeviceMark, readDeviceMark } from './device.ts'

const SECRET = 'a secret of at least thirty-two characters'
const EMAIL = 'fomina@example.org'

it('names the same device each time, for the account it was given for', () => {
  const mark = makeDeviceMark(SECRET, EMAIL)
  expect(readDeviceMark(SECRET, EMAIL, mark)).toBe(mark.split('.')[0])
  expect(makeDeviceMark(SECRET, EMAIL)).not.toBe(mark)
})

it('believes no mark of another account, of another server, or a made-up one', () => {
  const mark = makeDeviceMark(SECRET, EMAIL)
  expect(readDeviceMark(SECRET, 'kotov@example.org', mark)).toBeNull()
  expect(readDeviceMark(`${SECRET}!`, EMAIL, mark)).toBeNull()
  for (const other of [undefined, '', '.', 'abc', 'abc.def', `${mark}x`, `x${mark}`])
    expect(readDeviceMark(SECRET, EMAIL, other)).toBeNull()
})
