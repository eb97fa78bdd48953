import { describe, expect, it } from 'vitest'
import { addressOf, closed, readPlace } from './address.ts'

const url = (query: string) => new URL(`https://krug.example/documents/7${query}`)

describe('the address of a history', () => {
  it('says what is looked at, and is read back', () => {
    for (const place of [
      closed,
      { ...closed, open: true },
      { ...closed, open: true, writers: true },
      { ...closed, open: true, version: 'a' },
      { ...closed, open: true, version: 'a', other: 'now', view: 'sides' as const },
    ]) {
      const address = addressOf(url(''), place)
      expect(readPlace(new URL(address, url('')).searchParams), address).toEqual(place)
    }
  })

  it('leaves alone what else stands in it', () => {
    expect(addressOf(url('?stage=3&version=a&with=b&view=sides'), { ...closed, open: true })).toBe(
      '/documents/7?stage=3&history',
    )
    expect(addressOf(url('?stage=3&history'), closed)).toBe('/documents/7?stage=3')
  })
})
