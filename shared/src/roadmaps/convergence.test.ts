import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addAction, deleteAction, restoreAction, setCell } from './change.ts'
import { moveAction } from './move.ts'
import { findRow } from './open.ts'
import { isOrderKey } from './order.ts'
import { readRoadmap } from './read.ts'
import { stages } from './words.ts'
import { textOf } from './write.ts'

const PEOPLE = 3
type Peer = { doc: Y.Doc; own: number }

/** One act of one person: `at` and `to` choose among the rows she sees at that moment. */
const acts = fc.array(
  fc.record({
    who: fc.nat(PEOPLE - 1),
    what: fc.constantFrom('add', 'add', 'move', 'write', 'write', 'delete', 'meet'),
    at: fc.nat(6),
    to: fc.nat(6),
    stage: fc.constantFrom(...stages.slice(0, 2)),
  }),
  { maxLength: 40, size: 'max' },
)
type Act = { who: number; what: string; at: number; to: number; stage: (typeof stages)[number] }

const pass = (from: Y.Doc, to: Y.Doc) =>
  Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)))

const meet = (peers: Peer[]) => {
  for (let round = 0; round < 2; round++)
    for (const a of peers) for (const b of peers) if (a !== b) pass(a.doc, b.doc)
}

/** Written words are never taken away here but with their row, so each must be found in the end. */
type Ledger = { added: Set<string>; deleted: Set<string>; written: { id: string; word: string }[] }

const perform = (peers: Peer[], act: Act, ledger: Ledger): void => {
  const peer = peers[act.who]
  if (!peer) return
  const { actions } = readRoadmap(peer.doc)
  const row = actions[act.at % Math.max(1, actions.length)]
  const target = actions.filter(({ stage }) => stage === act.stage)[act.to % Math.max(1, actions.length)]
  if (act.what === 'meet') meet(peers)
  if (act.what === 'add') {
    const id = `${String(act.who).padStart(8, '0')}-0000-4000-8000-${String(peer.own++).padStart(12, '0')}`
    ledger.added.add(id)
    addAction(peer.doc, { stage: act.stage, title: id }, { id, after: target?.id ?? null })
    const { actions: now } = readRoadmap(peer.doc)
    const index = now.findIndex((one) => one.id === id)
    expect(now[index - 1]?.stage === act.stage ? now[index - 1]?.id : undefined).toBe(target?.id)
  }
  if (!row) return
  if (act.what === 'move' && target?.id !== row.id) {
    moveAction(peer.doc, row.id, { stage: act.stage, after: target?.id ?? null })
    const { actions: now } = readRoadmap(peer.doc)
    const index = now.findIndex((one) => one.id === row.id)
    expect(now[index - 1]?.stage === act.stage ? now[index - 1]?.id : undefined).toBe(target?.id)
  }
  if (act.what === 'delete') {
    deleteAction(peer.doc, row.id)
    ledger.deleted.add(row.id)
  }
  const held = findRow(peer.doc, row.id)
  if (act.what === 'write' && held) {
    const word = `<${act.who}:${ledger.written.length}>`
    textOf(held, 'result').insert(0, word)
    ledger.written.push({ id: row.id, word })
  }
}

describe('people who edit a plan apart', () => {
  it('see the same plan when they meet, and nothing but deleted rows is missing', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(acts, (list) => {
        const ledger: Ledger = { added: new Set(), deleted: new Set(), written: [] }
        const peers = Array.from({ length: PEOPLE }, (): Peer => ({ doc: new Y.Doc(), own: 0 }))
        for (const act of list) perform(peers, act, ledger)
        meet(peers)
        const plans = peers.map(({ doc }) => readRoadmap(doc))
        for (const plan of plans) expect(plan).toEqual(plans[0])
        const { actions = [], malformed = [] } = plans[0] ?? {}
        expect(malformed).toEqual([])
        expect(actions.map(({ id }) => id).sort()).toEqual(
          [...ledger.added].filter((id) => !ledger.deleted.has(id)).sort(),
        )
        for (const { id, word } of ledger.written)
          if (!ledger.deleted.has(id)) expect(actions.find((one) => one.id === id)?.result).toContain(word)
        for (const { order } of actions) expect(isOrderKey(order)).toBe(true)
      }),
      { numRuns: 120 },
    )
  })

  it('may add, delete and bring back rows without ever seeing one twice', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { maxLength: 20 }), (list) => {
        const peers = [new Y.Doc(), new Y.Doc()] as const
        addAction(peers[0], { stage: 'reflection' }, { id: '00000000-0000-4000-8000-000000000001' })
        const [kept] = readRoadmap(peers[0]).actions
        if (!kept) throw new Error('expected a row')
        for (const act of list) {
          const doc = peers[act % 2 === 0 ? 0 : 1]
          if (act < 2) deleteAction(doc, kept.id)
          else if (act < 4) restoreAction(doc, kept)
          else pass(doc, peers[act % 2 === 0 ? 1 : 0])
        }
        pass(peers[0], peers[1])
        pass(peers[1], peers[0])
        const plans = peers.map((doc) => readRoadmap(doc).actions)
        expect(plans[0]).toEqual(plans[1])
        expect(plans[0]?.length).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('change whole cells apart and agree on one of the values', () => {
    const peers = [new Y.Doc(), new Y.Doc()] as const
    addAction(peers[0], { stage: 'reflection' }, { id: '00000000-0000-4000-8000-000000000001' })
    pass(peers[0], peers[1])
    setCell(peers[0], '00000000-0000-4000-8000-000000000001', 'dateTo', '2026-12-01')
    setCell(peers[1], '00000000-0000-4000-8000-000000000001', 'dateTo', '2026-12-02')
    pass(peers[0], peers[1])
    pass(peers[1], peers[0])
    const [a, b] = peers.map((doc) => readRoadmap(doc).actions[0]?.dateTo)
    expect(a).toBe(b)
    expect(['2026-12-01', '2026-12-02']).toContain(a)
  })
})
