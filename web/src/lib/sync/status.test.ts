import { describe, expect, it } from 'vitest'
import { lossOf, nextChange, statusOf, type RoomFacts } from './status.ts'

const facts = (change: Partial<RoomFacts> = {}): RoomFacts => ({
  opened: true,
  synced: true,
  connected: true,
  offline: false,
  canWrite: true,
  canComment: true,
  edits: 0,
  waitingSince: null,
  savedAt: 1000,
  canCommit: true,
  cannotCommitSince: null,
  slow: false,
  exchanging: false,
  keeping: 'tab',
  unkept: 0,
  unkeptSince: null,
  diskFull: false,
  closed: null,
  closedSince: null,
  refused: null,
  merged: null,
  ...change,
})

const kind = (change: Partial<RoomFacts>, now = 0) => statusOf(facts(change), now).kind

describe('the status line', () => {
  it('says saved, with the time, once everything is acknowledged', () => {
    expect(statusOf(facts(), 0)).toEqual({ kind: 'saved', at: new Date(1000), way: 'quick' })
  })

  it('goes from sending to waiting by the clock', () => {
    const waiting = facts({ edits: 3, waitingSince: 1000 })
    const first = statusOf(waiting, 1200)
    expect(first).toEqual({ kind: 'sending' })
    expect(nextChange(first, waiting)).toBe(6000)
    expect(statusOf(waiting, 6000)).toEqual({ kind: 'waiting', edits: 3 })
  })

  it('tells the ways of being away apart', () => {
    expect(kind({ connected: false })).toBe('reconnecting')
    expect(kind({ connected: false, opened: false })).toBe('opening')
    expect(kind({ connected: false, offline: true })).toBe('offline')
    const restarting = { connected: false, offline: true, closed: 'restarting', closedSince: 0 } as const
    expect(kind(restarting, 29_999)).toBe('restarting')
    expect(kind(restarting, 30_000)).toBe('offline')
    expect(kind({ connected: false, offline: true, edits: 1, diskFull: true })).toBe('diskFull')
    expect(kind({ synced: false })).toBe('reconnecting')
    expect(kind({ synced: false, opened: false })).toBe('opening')
  })

  it('says of the third way what it is, and of nothing that it is saved before it is', () => {
    const third = { connected: false, offline: true, exchanging: true } as const
    expect(statusOf(facts(third), 0)).toEqual({ kind: 'saved', at: new Date(1000), way: 'exchange' })
    expect(statusOf(facts({ ...third, edits: 2 }), 0)).toEqual({ kind: 'waitingExchange', edits: 2 })
    expect(kind({ ...third, opened: false })).toBe('opening')
    expect(kind({ ...third, canWrite: false })).toBe('readOnly')
    expect(kind({ ...third, canCommit: false, cannotCommitSince: 0 })).toBe('cannotCommit')
    expect(kind({ ...third, closed: 'signedOut' })).toBe('signedOut')
    expect(lossOf(facts({ ...third, edits: 2 }))).toBe('waits')
  })

  it('counts as kept on this computer only what its copy has committed', () => {
    const away = { connected: false, offline: true, edits: 5, keeping: 'here' } as const
    const offline = { kind: 'offline', edits: 5, keeping: 'here' }
    expect(statusOf(facts(away), 0)).toEqual(offline)
    const writing = facts({ ...away, unkept: 2, unkeptSince: 1000 })
    expect(statusOf(writing, 1500)).toEqual({ ...offline, edits: 3 })
    expect(nextChange(statusOf(writing, 1500), writing)).toBe(2000)
    const late = statusOf(writing, 2000)
    expect(late).toEqual({ ...offline, keeping: 'tab' })
    expect(nextChange(late, writing)).toBeNull()
  })

  it('says when the server cannot write, and when that lasts', () => {
    expect(kind({ canCommit: false, cannotCommitSince: 0 }, 59_999)).toBe('cannotCommit')
    expect(kind({ canCommit: false, cannotCommitSince: 0 }, 60_000)).toBe('cannotCommitLong')
  })

  it('lets an ending stand above everything else', () => {
    for (const closed of ['signedOut', 'accessWithdrawn', 'absent', 'tooLarge'] as const)
      expect(kind({ closed, connected: false, offline: true, edits: 4 })).toBe(closed)
    expect(kind({ closed: 'olderClient', edits: 1 })).toBe('olderClient')
  })

  const choices: { [F in keyof RoomFacts]?: readonly RoomFacts[F][] } = {
    opened: [true, false],
    synced: [true, false],
    connected: [true, false],
    offline: [true, false],
    canWrite: [true, false],
    canCommit: [true, false],
    edits: [0, 2],
    diskFull: [true, false],
    closed: [null, 'signedOut', 'accessWithdrawn', 'absent', 'tooLarge', 'restarting', 'roomFull', 'lagging'],
    refused: [null, 'schema', 'tooLarge'],
    merged: [null, ['4']],
  }

  const everything = (): RoomFacts[] =>
    Object.entries(choices).reduce<RoomFacts[]>(
      (all, [name, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
      [facts()],
    )

  it('never says saved or merged while anything is unacknowledged, unsynced or disconnected', () => {
    const said = everything().map((all) => [statusOf(all, 0).kind, all] as const)
    const calm = said.filter(([kind]) => kind === 'saved' || kind === 'merged')
    expect(calm.length).toBeGreaterThan(0)
    for (const [, all] of calm)
      expect(all).toMatchObject({ edits: 0, connected: true, synced: true, canCommit: true })
  })
})

describe('what leaving the page would cost', () => {
  const loss = (change: Partial<RoomFacts>) => lossOf(facts({ edits: 2, ...change }))
  const away = { connected: false, offline: true }

  it('is nothing while edits are on their way, or kept here, or none wait', () => {
    expect(loss({})).toBe('none')
    expect(loss({ ...away, edits: 0 })).toBe('none')
    expect(loss({ ...away, keeping: 'here' })).toBe('none')
  })

  it('is what only this tab has', () => {
    expect(loss(away)).toBe('waits')
    expect(loss({ canCommit: false })).toBe('waits')
    expect(loss({ connected: false, closed: 'signedOut' })).toBe('waits')
    expect(loss({ ...away, keeping: 'here', unkept: 1 })).toBe('waits')
    expect(loss({ ...away, keeping: 'here', diskFull: true })).toBe('waits')
  })

  it('cannot be helped once the document takes nothing more', () => {
    expect(loss({ connected: false, closed: 'accessWithdrawn' })).toBe('never')
    expect(loss({ connected: false, closed: 'absent' })).toBe('never')
  })
})
