import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { carryRoadmap } from './carry.ts'
import { addAction, deleteAction, setCell } from './change.ts'
import { moveAction } from './move.ts'
import { readRoadmap } from './read.ts'
import { setStatus } from './status.ts'

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

it('carries one copy of a plan into another, and leaves there what colleagues wrote', () => {
  const mine = new Y.Doc()
  for (const n of [1, 2, 3]) addAction(mine, { stage: 'reflection', title: `№ ${n}` }, { id: idOf(n) })
  const fresh = new Y.Doc()
  Y.applyUpdate(fresh, Y.encodeStateAsUpdate(mine))
  setCell(mine, idOf(1), 'title', '№ 1, моё')
  setCell(mine, idOf(1), 'directions', ['N4'])
  setStatus(mine, idOf(2), { status: 'cancelled', reason: 'карантин' })
  moveAction(mine, idOf(2), { stage: 'acquaintance', after: null })
  deleteAction(mine, idOf(3))
  addAction(mine, { stage: 'reflection', title: 'новый' }, { id: idOf(4) })
  setCell(fresh, idOf(1), 'result', 'от коллеги')
  carryRoadmap(mine, fresh, 'carry')
  const { actions } = readRoadmap(fresh)
  expect(actions.map(({ title }) => title)).toEqual(['№ 2', '№ 1, моё', 'новый'])
  expect(actions[0]).toMatchObject({ stage: 'acquaintance', status: 'cancelled', cancelReason: 'карантин' })
  expect(actions[1]).toMatchObject({ result: 'от коллеги', directions: ['N4'] })
})
