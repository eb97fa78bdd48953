import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { figuresOf, openDesk, sessionsOf } from './desk.ts'

const addRow = (id: string, values: Record<string, unknown>) => (document: Y.Doc) =>
  document.transact(() => {
    const row = new Y.Map<unknown>([['id', id], ['title', new Y.Text()], ...Object.entries(values)])
    document.getArray('rows').push([row])
  })
const rowAt = (document: Y.Doc, index: number) => document.getArray<Y.Map<unknown>>('rows').get(index)
const set = (key: string, value: unknown) => (document: Y.Doc) => rowAt(document, 0).set(key, value)
const figures = (desk: ReturnType<typeof openDesk>) => sessionsOf(desk.rows).map(figuresOf)

const deskWithPlan = () => {
  const desk = openDesk()
  const values = { order: 'a0', status: 'planned', directions: new Y.Map([['N1', true]]) }
  desk.write('system', addRow('one', values), { seeded: true, personId: null })
  return desk
}

describe('typed cells', () => {
  it('make a session count from one changed value on', () => {
    const desk = deskWithPlan()
    desk.write('anna', set('status', 'done'))
    expect(figures(desk)).toMatchObject([{ change: 0, cells: 1, counts: true }])
  })

  it('are one for each cell, however often it changes', () => {
    const desk = deskWithPlan()
    for (const status of ['inProgress', 'postponed', 'done']) desk.write('anna', set('status', status))
    desk.write('anna', set('dateTo', '2026-12-01'))
    expect(figures(desk)).toMatchObject([{ cells: 2 }])
  })

  it('count nothing when the old value comes back, or the same is set again', () => {
    const desk = deskWithPlan()
    desk.write('anna', set('status', 'done'))
    desk.write('anna', set('status', 'planned'))
    desk.write('boris', set('status', 'planned'))
    expect(figures(desk)).toMatchObject([
      { cells: 0, counts: false },
      { cells: 0, counts: false },
    ])
  })

  it('are choices of the header too', () => {
    const desk = openDesk()
    desk.write('anna', (document) => document.getMap('fields').set('minutes', '45'))
    desk.write('anna', (document) => document.getMap('fields').set('lessonType', 'practice'))
    expect(figures(desk)).toMatchObject([{ cells: 2, counts: true }])
  })

  it('hold sets: an added and removed member is one cell, and none when all is as before', () => {
    const desk = deskWithPlan()
    const directions = (document: Y.Doc) => rowAt(document, 0).get('directions') as Y.Map<unknown>
    desk.write('anna', (document) => directions(document).set('N2', true))
    desk.write('anna', (document) => directions(document).delete('N1'))
    expect(figures(desk)).toMatchObject([{ cells: 1, counts: true }])
    desk.write('anna', (document) => directions(document).delete('N2'))
    desk.write('anna', (document) => directions(document).set('N1', true))
    expect(figures(desk)).toMatchObject([{ cells: 0 }])
  })

  it('are neither the place of a row nor the values that it was made with', () => {
    const desk = deskWithPlan()
    desk.write('anna', set('order', 'a5'))
    desk.write('anna', addRow('two', { order: 'a1', status: 'planned' }))
    expect(figures(desk)).toMatchObject([{ cells: 0, counts: false }])
    desk.write('anna', (document) => rowAt(document, 1).set('status', 'inProgress'))
    expect(figures(desk)).toMatchObject([{ cells: 1, counts: true }])
  })

  it('go with a removed row; a row made and removed in one session leaves nothing', () => {
    const desk = deskWithPlan()
    desk.write('anna', addRow('two', { status: 'planned' }))
    desk.write('anna', (document) => rowAt(document, 1).set('status', 'done'))
    desk.write('anna', (document) => document.getArray('rows').delete(1))
    expect(figures(desk)).toMatchObject([{ cells: 0, counts: false }])
    desk.write('anna', (document) => document.getArray('rows').delete(0))
    expect(figures(desk)).toMatchObject([{ cells: 1, counts: true }])
  })

  it('count for nobody when a colleague set the same cell and hers won', () => {
    const desk = deskWithPlan()
    const [low, high] = [desk.clientOf('low'), desk.clientOf('high')]
    low.document.clientID = 10
    high.document.clientID = 20
    set('status', 'done')(low.document)
    set('status', 'postponed')(high.document)
    desk.commit(high.pending.splice(0), { personId: 'high' })
    desk.commit(low.pending.splice(0), { personId: 'low' })
    expect(figures(desk)).toMatchObject([
      { person: 'high', cells: 1 },
      { person: 'low', cells: 0 },
    ])
  })

  it('leave the words of a row to be counted as text', () => {
    const desk = deskWithPlan()
    desk.write('anna', (document) => (rowAt(document, 0).get('title') as Y.Text).insert(0, 'Семинар'))
    expect(figures(desk)).toMatchObject([{ inserted: 7, cells: 0, counts: false }])
  })
})
