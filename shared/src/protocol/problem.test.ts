import { expect, it } from 'vitest'
import english from '../i18n/en/problems.json' with { type: 'json' }
import russian from '../i18n/ru/problems.json' with { type: 'json' }
import { fieldReasons, isProblem, problem, problemStatus } from './problem.ts'

const expected = [...Object.keys(problemStatus), ...fieldReasons.map((reason) => `field.${reason}`)].sort()

it.each([
  ['ru', russian],
  ['en', english],
])(
  'every problem and every reason of a field has words in %s, and no word is left over',
  (_locale, words) => {
    expect(Object.keys(words).sort()).toEqual(expected)
  },
)

it('no refusal blames, begs or shouts', () => {
  for (const words of [...Object.values(russian), ...Object.values(english)])
    expect(words).not.toMatch(/!|пожалуйста|please|успешно|данный/i)
})

it('tells a problem from what only looks like one', () => {
  expect(isProblem(problem('denied'))).toBe(true)
  for (const other of [null, 'denied', { problem: 'weather' }, { problem: 'toString' }, { code: 'denied' }])
    expect(isProblem(other)).toBe(false)
})
