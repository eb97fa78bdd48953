import { expect, it } from 'vitest'
import { ringArcs } from './ring.ts'

it('leaves the ring of one school open and closes that of several', () => {
  const [lone = ''] = ringArcs(1, 20)
  expect(lone).toMatch(/^M[\d. ]+A10.00 10.00 0 1 1 /)
  expect(ringArcs(2, 40)).toEqual([
    'M13.42 1.90A10.20 10.20 0 0 1 13.42 22.10',
    'M10.58 22.10A10.20 10.20 0 0 1 10.58 1.90',
  ])
})

it('draws nothing when nobody wrote and as many arcs as schools wrote', () => {
  expect(ringArcs(0, 20)).toEqual([])
  expect(ringArcs(9, 72)).toHaveLength(9)
  expect(ringArcs(9, 72)[0]).toBe('M12.54 1.61A10.40 10.40 0 0 1 18.26 3.69')
})
