import { describe, expect, it } from 'vitest'
import type { Action } from '../../roadmaps/action.ts'
import { readAction } from '../../roadmaps/read.ts'
import { compareRows } from './rows.ts'

const uuid = (number: number) => `00000000-0000-4000-8000-00000000000${number}`
const row = (number: number, given: Partial<Action> = {}): Action => {
  const read = readAction({
    id: uuid(number),
    order: 'a0',
    stage: 'acquaintance',
    status: 'planned',
    ...given,
  })
  if (typeof read === 'string') throw new Error(read)
  return { ...read, title: `Пункт ${number}`, ...given }
}
const said = (before: Action[], after: Action[]) =>
  compareRows(before, after).map(({ id, was, is, moved, cells }) => [
    Number(id.at(-1)),
    was?.number ?? null,
    is?.number ?? null,
    ...(moved ? ['moved'] : []),
    ...cells,
  ])

describe('compareRows', () => {
  it('finds nothing in equal plans', () => {
    expect(compareRows([row(1), row(2)], [row(1), row(2)])).toEqual([])
  })

  it('tells added, removed and changed rows, with the cells that changed', () => {
    expect(
      said(
        [row(1), row(2), row(3)],
        [row(1), row(4), row(3, { dateTo: '2026-11-20', status: 'done', doneOn: '2026-11-19' })],
      ),
    ).toEqual([
      [4, null, 2],
      [3, 3, 3, 'period', 'status'],
      [2, 2, null],
    ])
  })

  it('tells the row that moved, not those that made room for it', () => {
    expect(said([row(1), row(2), row(3)], [row(3), row(1), row(2)])).toEqual([[3, 3, 1, 'moved']])
  })
})
