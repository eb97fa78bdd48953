import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addAction, deleteAction, restoreAction, setCell } from './change.ts'
import { cellRule } from './contract.ts'
import { moveAction, stepTarget } from './move.ts'
import { findRow, openRoadmap } from './open.ts'
import { readRoadmap } from './read.ts'
import { setStatus } from './status.ts'
import { textOf } from './write.ts'

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const stage = 'jointActivity'

const planOf = (count: number): Y.Doc => {
  const doc = new Y.Doc()
  for (let n = 1; n <= count; n++) addAction(doc, { stage, title: `№ ${n}` }, { id: idOf(n) })
  return doc
}

const titles = (doc: Y.Doc) => readRoadmap(doc).actions.map(({ title }) => title)
const only = (doc: Y.Doc) => readRoadmap(doc).actions[0]

const copyOf = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

const exchange = (a: Y.Doc, b: Y.Doc): void => {
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b))
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
}

describe('a roadmap', () => {
  it('keeps rows by stage and place', () => {
    const doc = planOf(2)
    addAction(doc, { stage: 'acquaintance', title: 'first of all' }, { id: idOf(3) })
    addAction(doc, { stage, title: 'between' }, { id: idOf(4), after: idOf(1) })
    addAction(doc, { stage, title: 'before' }, { id: idOf(5), after: null })
    expect(titles(doc)).toEqual(['first of all', 'before', '№ 1', 'between', '№ 2'])
  })

  it('gives back every cell that was put in', () => {
    const doc = planOf(1)
    setCell(doc, idOf(1), 'directions', ['N4', 'N2'])
    setCell(doc, idOf(1), 'partners', [{ id: 'a', label: 'ученики 8–9 кл.' }])
    setCell(doc, idOf(1), 'responsible', [{ id: idOf(77), label: null }])
    setCell(doc, idOf(1), 'dateTo', '2026-11-20')
    setCell(doc, idOf(1), 'planCount', 6)
    setCell(doc, idOf(1), 'result', 'Карта в банке')
    expect(only(doc)).toMatchObject({
      directions: ['N2', 'N4'],
      partners: [{ id: 'a', label: 'ученики 8–9 кл.' }],
      responsible: [{ id: idOf(77), label: null }],
      dateTo: '2026-11-20',
      planCount: 6,
      result: 'Карта в банке',
      indicator: '',
      doneOn: null,
    })
    setCell(doc, idOf(1), 'dateTo', null)
    expect(findRow(doc, idOf(1))?.has('dateTo')).toBe(false)
  })

  it('holds nothing but what the contract names, and only values it accepts', () => {
    const doc = planOf(1)
    setStatus(doc, idOf(1), {
      status: 'done',
      doneOn: '2026-11-20',
      evidence: [{ id: 'e', label: 'протокол' }],
    })
    for (const [key, value] of findRow(doc, idOf(1))?.entries() ?? []) {
      const rule = cellRule(key)
      if (rule?.kind === 'value') expect(rule.accepts(value), key).toBe(true)
      if (rule?.kind === 'text') expect(value).toBeInstanceOf(Y.Text)
      if (rule?.kind === 'set')
        for (const [id, mark] of value as Y.Map<unknown>) expect(rule.accepts(id, mark)).toBe(true)
      expect(rule, key).toBeDefined()
    }
    expect(cellRule('salary')).toBeUndefined()
    expect(cellRule('constructor')).toBeUndefined()
  })

  it('leaves out rows it cannot read and tells which', () => {
    const doc = planOf(2)
    findRow(doc, idOf(1))?.set('order', 'not an index')
    openRoadmap(doc).push([new Y.Map<unknown>([['id', idOf(9)]])])
    openRoadmap(doc).push([copiedRow(idOf(2))])
    openRoadmap(doc).push(['words' as unknown as Y.Map<unknown>])
    expect(titles(doc)).toEqual(['№ 2'])
    expect(readRoadmap(doc).malformed).toEqual([
      { index: 0, key: 'order' },
      { index: 2, key: 'order' },
      { index: 3, key: 'id' },
      { index: 4, key: 'id' },
    ])
  })

  it('brings a deleted row back whole, once', () => {
    const doc = planOf(3)
    setCell(doc, idOf(2), 'evidence', [{ id: 'e', label: 'скан' }])
    const before = readRoadmap(doc).actions
    const deleted = before[1]
    if (!deleted) throw new Error('expected the second row')
    expect(deleteAction(doc, idOf(2))).toBe(true)
    expect(deleteAction(doc, idOf(2))).toBe(false)
    restoreAction(doc, deleted)
    restoreAction(doc, deleted)
    expect(readRoadmap(doc)).toEqual({ actions: before, malformed: [] })
  })
})

const copiedRow = (id: string): Y.Map<unknown> =>
  new Y.Map<unknown>([
    ['id', id],
    ['order', 'a5'],
    ['stage', stage],
    ['status', 'planned'],
  ])

describe('two people at once', () => {
  it('write in one cell and both stay', () => {
    const a = planOf(1)
    const b = copyOf(a)
    setCell(a, idOf(1), 'title', 'Встреча № 1')
    const row = findRow(b, idOf(1))
    if (row) textOf(row, 'title').insert(3, ' онлайн')
    exchange(a, b)
    expect(titles(a)).toEqual(['Встреча № 1 онлайн'])
    expect(titles(b)).toEqual(titles(a))
  })

  it('add to one set and both stay', () => {
    const a = planOf(1)
    const b = copyOf(a)
    setCell(a, idOf(1), 'directions', ['N4'])
    setCell(b, idOf(1), 'directions', ['N1'])
    exchange(a, b)
    expect(only(a)?.directions).toEqual(['N1', 'N4'])
  })

  it('move a row while the other writes in it, and both stay', () => {
    const a = planOf(3)
    const b = copyOf(a)
    moveAction(a, idOf(3), { stage, after: null })
    setCell(b, idOf(3), 'title', 'moved and renamed')
    exchange(a, b)
    expect(titles(a)).toEqual(['moved and renamed', '№ 1', '№ 2'])
  })

  it('add at one place, and a third row still fits between the two', () => {
    const a = planOf(1)
    const b = copyOf(a)
    addAction(a, { stage, title: 'from a' }, { id: idOf(20) })
    addAction(b, { stage, title: 'from b' }, { id: idOf(10) })
    exchange(a, b)
    expect(titles(a)).toEqual(['№ 1', 'from b', 'from a'])
    addAction(a, { stage, title: 'between' }, { id: idOf(30), after: idOf(10) })
    moveAction(a, idOf(1), { stage, after: idOf(30) })
    exchange(a, b)
    expect(titles(b)).toEqual(['from b', 'between', '№ 1', 'from a'])
    expect(titles(a)).toEqual(titles(b))
  })
})

describe('a step up or down', () => {
  it('goes within the stage, then over its border, and ends with the plan', () => {
    const doc = planOf(2)
    addAction(doc, { stage: 'reflection', title: 'last' }, { id: idOf(3) })
    const step = (id: string, by: -1 | 1) => stepTarget(readRoadmap(doc).actions, id, by)
    expect(step(idOf(2), -1)).toEqual({ stage, after: null })
    expect(step(idOf(1), 1)).toEqual({ stage, after: idOf(2) })
    expect(step(idOf(2), 1)).toEqual({ stage: 'reflection', after: null })
    expect(step(idOf(3), -1)).toEqual({ stage, after: idOf(2) })
    expect(step(idOf(1), -1)).toEqual({ stage: 'acquaintance', after: null })
    expect(step(idOf(3), 1)).toBeNull()
  })
})

describe('a status', () => {
  const planned = () => {
    const doc = planOf(1)
    setCell(doc, idOf(1), 'dateTo', '2026-11-30')
    return doc
  }

  it('needs evidence to be done', () => {
    const doc = planned()
    const done = { status: 'done', doneOn: '2026-11-20' } as const
    expect(setStatus(doc, idOf(1), done)).toBe('evidenceNeeded')
    expect(only(doc)).toMatchObject({ status: 'planned', doneOn: null })
    expect(setStatus(doc, idOf(1), { ...done, evidence: [{ id: 'e', label: 'протокол' }] })).toBeNull()
    expect(only(doc)).toMatchObject({ status: 'done', doneOn: '2026-11-20' })
    expect(setStatus(doc, idOf(1), { status: 'inProgress' })).toBeNull()
    expect(only(doc)).toMatchObject({ status: 'inProgress', doneOn: null, evidence: [{ id: 'e' }] })
  })

  it('needs a later date and a reason to be postponed, and keeps the first dates', () => {
    const doc = planned()
    const to = (dateTo: string, reason = 'ждём смету') =>
      setStatus(doc, idOf(1), { status: 'postponed', dateTo, reason })
    expect(to('2026-11-30')).toBe('laterDateNeeded')
    expect(to('2027-03-31', ' ')).toBe('reasonNeeded')
    expect(to('2027-03-31')).toBeNull()
    expect(to('2027-05-31')).toBeNull()
    expect(only(doc)).toMatchObject({
      dateTo: '2027-05-31',
      originalDateTo: '2026-11-30',
      postponedTo: '2027-03-31',
      cancelReason: 'ждём смету',
    })
  })

  it('needs a reason to be cancelled', () => {
    const doc = planned()
    expect(setStatus(doc, idOf(1), { status: 'cancelled', reason: '' })).toBe('reasonNeeded')
    expect(setStatus(doc, idOf(1), { status: 'cancelled', reason: 'нет приборов' })).toBeNull()
    expect(only(doc)).toMatchObject({ status: 'cancelled', cancelReason: 'нет приборов' })
    expect(setStatus(doc, idOf(2), { status: 'planned' })).toBe('absent')
  })
})
