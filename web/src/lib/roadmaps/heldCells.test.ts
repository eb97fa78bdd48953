import { expect, it } from 'vitest'
import { heldCells } from './heldCells.ts'

const user = (name: string) => ({ name, school: 'Гимназия № 1', colour: 1 })

it('shows where others stand, never oneself, and nothing that is not a cell', () => {
  const cells = heldCells(
    new Map<number, unknown>([
      [9, { user: user('Мухина Г. С.'), cell: { id: 'a', column: 'title' } }],
      [3, { user: user('Орлова И. В.'), cell: { id: 'a', column: 'title' } }],
      [5, { user: user('Соколовская Д. И.'), cell: { id: 'a', column: 'period' } }],
      [1, { user: user('Рыбакова А. Н.'), cell: { id: 'a', column: 'status' } }],
      [6, { user: user('Лапина О. В.') }],
      [7, { user: user('Котов В. И.'), cell: { id: 'a', column: 'constructor' } }],
      [8, { cell: { id: 'b', column: 'title' } }],
      [10, null],
    ]),
    1,
  )
  expect([...cells.keys()]).toEqual(['a'])
  expect([...(cells.get('a') ?? [])].map(([column, { name }]) => [column, name])).toEqual([
    ['title', 'Орлова И. В.'],
    ['period', 'Соколовская Д. И.'],
  ])
})
