import { expect, it } from 'vitest'
import { placeOf } from './here.ts'

it('names the place a path lies in', () => {
  expect(placeOf('/')).toBe('/')
  expect(placeOf('/communities/0190/')).toBe('/communities')
  expect(placeOf('/communities/0190/participation')).toBe('/participation')
  expect(placeOf('/documents/0190')).toBe('/documents')
  expect(placeOf('/documents/0190', 'lessonPlan')).toBe('/documents')
  expect(placeOf('/documents/0190', 'roadmap')).toBe('/roadmaps')
  expect(placeOf('/schoolsandmore')).toBeNull()
})
