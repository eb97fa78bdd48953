import { describe, expect, test } from 'vitest'
import { createLedger } from './ledger.ts'

describe('A4: answers to counted frames', () => {
  test('a frame is answered when the room has committed what it had accepted by then', () => {
    const ledger = createLedger()
    ledger.wait(ledger.begin(), 1)
    ledger.wait(ledger.begin(), 1)
    ledger.wait(ledger.begin(), 2)
    expect(ledger.settle(0)).toBeNull()
    expect(ledger.settle(1)).toBe(2)
    expect(ledger.settle(1)).toBeNull()
    expect(ledger.settle(5)).toBe(3)
    expect(ledger.isWaiting()).toBe(false)
  })

  test('nothing behind a held frame is answered before it', () => {
    const ledger = createLedger()
    const [held, step2] = [ledger.begin(), ledger.begin()]
    ledger.wait(step2, 1)
    expect(ledger.settle(9)).toBeNull()
    expect(ledger.heldUpTo(step2 - 1)).toEqual([held])
    ledger.release(step2, 1)
    expect(ledger.settle(1)).toBe(2)
  })

  test('a refused frame is never acknowledged, but those around it are', () => {
    const ledger = createLedger()
    const [first, refused] = [ledger.begin(), ledger.begin()]
    ledger.wait(first, 1)
    ledger.drop(refused)
    expect(ledger.settle(1)).toBe(first)
    ledger.wait(ledger.begin(), 2)
    expect(ledger.settle(2)).toBe(3)
  })
})
