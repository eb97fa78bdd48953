import { expect, it } from 'vitest'
import { clientAddress, networkOf } from './address.ts'

const forged = '203.0.113.1, 198.51.100.2'

it('is the peer’s when no proxy is trusted, whatever the header claims', () => {
  expect(clientAddress('10.0.0.7', forged, 0)).toBe('10.0.0.7')
  expect(clientAddress('::ffff:10.0.0.7', undefined, 0)).toBe('10.0.0.7')
})

it('is what the outermost trusted proxy saw; what the client wrote before it is not read', () => {
  expect(clientAddress('127.0.0.1', `${forged}, 10.0.0.7`, 1)).toBe('10.0.0.7')
  expect(clientAddress('127.0.0.1', `${forged}, 10.0.0.7, 127.0.0.2`, 2)).toBe('10.0.0.7')
  expect(clientAddress('127.0.0.1', `${forged}, 2001:db8::7`, 1)).toBe('2001:db8::7')
})

it('falls back to the peer when the header is short, absent or no address', () => {
  for (const header of [undefined, '', 'unknown', '10.0.0.7:5000', '_hidden'])
    expect(clientAddress('127.0.0.1', header, 1)).toBe('127.0.0.1')
  expect(clientAddress('127.0.0.1', '10.0.0.7', 2)).toBe('127.0.0.1')
  expect(clientAddress(undefined, undefined, 0)).toBe('unknown')
})

it.each([
  ['10.0.0.7', '10.0.0.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::6', '2001:db8:1:2'],
  ['2001:db8::6', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['unknown', 'unknown'],
])('counts %s by %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
