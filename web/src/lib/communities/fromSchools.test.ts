import { russian } from 'shared/i18n/russian'
import { createTranslate } from 'shared/i18n/translate'
import type { SchoolKind } from 'shared/schools/kinds'
import { expect, it } from 'vitest'
import { fromSchools } from './fromSchools.ts'

const t = createTranslate('ru', russian)
const said = (...kinds: SchoolKind[]) =>
  fromSchools(
    t,
    kinds.map((kind) => ({ kind })),
  )

it('counts as schools only what teaches children', () => {
  expect(said('school')).toBe('из 1 школы')
  expect(said('gymnasium', 'school', 'lyceum', 'branch')).toBe('из 4 школ')
  expect(said('gymnasium', 'school', 'resourceCentre')).toBe('из 2 школ и ресурсного центра')
  expect(said('school', 'authority')).toBe('из 1 школы и ещё 1 организации')
  expect(said('school', 'authority', 'institute')).toBe('из 1 школы и ещё 2 организаций')
  expect(said('resourceCentre', 'institute')).toBe('из 2 организаций')
})
