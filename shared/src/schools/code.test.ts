import { expect, it } from 'vitest'
import { makeSchoolCode } from './code.ts'

it.each([
  ['МАОУ «Гимназия № 1»', 'Г1'],
  ['МАОУ «СОШ № 3»', 'С3'],
  ['СОШ № 12', '12'],
  ['МБОУ «Кедровская СОШ»', 'КД'],
  ['Ольховская СОШ', 'ОЛ'],
  ['Заимская СОШ', 'ЗМ'],
  ['Школа', 'ШК'],
  ['Maple Street School', 'MP'],
])('%s gets %s', (name, code) => {
  expect(makeSchoolCode(name, [])).toBe(code)
})

it('never gives a code twice while there are letters and digits left', () => {
  const taken: string[] = []
  for (let n = 0; n < 12; n += 1) taken.push(makeSchoolCode('Кедровская СОШ', taken))
  expect(new Set(taken).size).toBe(12)
  expect(taken.slice(0, 3)).toEqual(['КД', 'КР', 'КВ'])
})
