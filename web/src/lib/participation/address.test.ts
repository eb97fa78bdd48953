import { expect, it } from 'vitest'
import { addressOf, readView } from './address.ts'

const view = (search: string) => readView(new URL(`http://krug.test/communities/1/participation${search}`))

it('reads what it writes', () => {
  for (const search of ['?', '?window=term', '?window=year&until=2026-11-22&how=documents', '?how=schools'])
    expect(addressOf(view(search))).toBe(search)
})

it('takes the usual view for what it does not know', () => {
  expect(view('?window=decade&until=yesterday&how=everything')).toEqual({
    window: '28d',
    until: undefined,
    how: null,
  })
})
