import { expect, it } from 'vitest'
import { placeOf } from './here.ts'

it('names the place a path lies in', () => {
  expect(placeOf('/')).toBe('/')
  expect(placeOf('/communities/0190/')).toBe('/communities')
  expect(placeOf('/communities/0190/participation')).toBe('/participation')
  expect(placeOf('/schoolsandmore')).toBeNull()
})
