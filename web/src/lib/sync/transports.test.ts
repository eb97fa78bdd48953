import { describe, expect, test } from 'vitest'
import { createTransports } from './transports.ts'

const HOUR = 3_600_000

const some = () => {
  const known: { until: number | null; now: number } = { until: null, now: 1_000_000 }
  const memory = { read: () => known.until, write: (until: number | null) => void (known.until = until) }
  const open = () => createTransports(memory, () => known.now)
  return { known, open }
}

describe('T10: which way is tried first', () => {
  test('polling, until WebSocket got through; after a failure polling again', () => {
    const transports = some().open()
    expect(transports.order()).toEqual(['polling', 'websocket'])
    transports.opened()
    expect(transports.order()).toEqual(['websocket', 'polling'])
    transports.failed()
    expect(transports.order()).toEqual(['polling', 'websocket'])
  })

  test('where WebSocket is blocked it is not tried for a day, on other pages neither', () => {
    const { known, open } = some()
    open().blocked()
    expect(open().order()).toEqual(['polling'])
    known.now += 23 * HOUR
    expect(open().order()).toEqual(['polling'])
    known.now += 2 * HOUR
    expect(open().order()).toEqual(['polling', 'websocket'])
  })

  test('cut three times soon after it opened, it is left alone for an hour; a long life forgives', () => {
    const { known, open } = some()
    const transports = open()
    transports.lost(10_000)
    transports.lost(10_000)
    transports.lost(10 * 60_000)
    transports.lost(10_000)
    transports.lost(10_000)
    expect(transports.order()).toContain('websocket')
    transports.lost(10_000)
    expect(transports.order()).toEqual(['polling'])
    known.now += HOUR + 1
    expect(transports.order()).toContain('websocket')
  })
})
