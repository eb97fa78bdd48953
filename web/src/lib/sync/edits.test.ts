import { describe, expect, it } from 'vitest'
import { createEdits } from './edits.ts'

const update = (mark: number) => new Uint8Array([mark])
/** A step 2 that brings nothing new: no structs, no deletions. */
const everything = new Uint8Array([0, 0])

describe('edits without acknowledgement', () => {
  it('wait until their own frame is on disk', () => {
    const edits = createEdits()
    edits.edited(update(1))
    edits.sentUpdate(1)
    edits.edited(update(2))
    edits.sentUpdate(2)
    edits.acknowledged(1)
    expect(edits.count).toBe(1)
    edits.acknowledged(2)
    expect(edits.count).toBe(0)
  })

  it('made without a connection wait for the step 2, not for a later update', () => {
    const edits = createEdits()
    for (const mark of [1, 2, 3]) edits.edited(update(mark))
    edits.sentUpdate(1)
    edits.acknowledged(1)
    expect(edits.count).toBe(2)
    edits.sentAll(2, everything)
    edits.acknowledged(2)
    expect(edits.count).toBe(0)
  })

  it('on their way when the connection broke wait for the next step 2', () => {
    const edits = createEdits()
    edits.edited(update(1))
    edits.sentUpdate(7)
    edits.disconnected()
    edits.acknowledged(7)
    expect(edits.count).toBe(1)
    edits.sentAll(1, everything)
    edits.acknowledged(1)
    expect(edits.count).toBe(0)
  })

  it('that came too fast wait for the step 2 that the server asks for', () => {
    const edits = createEdits()
    edits.edited(update(1))
    edits.sentUpdate(1)
    edits.edited(update(2))
    edits.sentUpdate(2)
    edits.postponed(1)
    edits.acknowledged(2)
    expect(edits.count).toBe(1)
    edits.sentAll(3, everything)
    edits.acknowledged(3)
    expect(edits.count).toBe(0)
  })

  it('kept from an earlier visit leave with the step 2', () => {
    const edits = createEdits()
    edits.restored(4)
    edits.edited(update(1))
    edits.sentUpdate(1)
    edits.acknowledged(1)
    expect(edits.count).toBe(4)
    edits.sentAll(2, everything)
    edits.acknowledged(2)
    expect(edits.count).toBe(0)
  })

  it('kept from an earlier visit and read when the line was there already have left with what was sent last', () => {
    const edits = createEdits()
    edits.sentUpdate(3)
    edits.restored(2)
    edits.acknowledged(2)
    expect(edits.count).toBe(2)
    edits.acknowledged(3)
    expect(edits.count).toBe(0)
    // All that was sent, and they in it, is on disk by now.
    edits.restored(2)
    expect(edits.count).toBe(0)
  })

  it('before a refused one are known to wait', () => {
    const edits = createEdits()
    for (const n of [1, 2, 3]) {
      edits.edited(update(n))
      edits.sentUpdate(n)
    }
    edits.refused(2)
    expect(edits.waitsBefore(2)).toBe(true)
    edits.acknowledged(1)
    expect([edits.waitsBefore(2), edits.count]).toEqual([false, 1])
  })

  it('of another tab, which nobody counted here, wait for their acknowledgement too', () => {
    const edits = createEdits()
    edits.sentAll(1, everything)
    expect(edits.count).toBe(0)
    edits.sentAll(2, new Uint8Array([1, 7]))
    expect(edits.count).toBe(1)
    edits.acknowledged(2)
    expect(edits.count).toBe(0)
  })

  it('kept from an earlier visit and refused are handed back as they left', () => {
    const edits = createEdits()
    edits.restored(2)
    edits.sentAll(1, new Uint8Array([1, 7]))
    expect(edits.refused(1)).toEqual({ n: 1, updates: [new Uint8Array([1, 7])], later: false })
  })

  it('that were refused wait no more and are handed back', () => {
    const counts: number[] = []
    const edits = createEdits((count) => counts.push(count))
    edits.edited(update(1))
    edits.sentUpdate(1)
    edits.edited(update(2))
    edits.sentUpdate(2)
    expect(edits.refused(2)).toEqual({ n: 2, updates: [update(2)], later: false })
    expect(edits.refused(2)).toEqual({ n: 2, updates: [], later: false })
    expect(edits.count).toBe(1)
    expect(counts).toEqual([1, 2, 1])
  })

  it('written after a refused one are known, acknowledged or not', () => {
    const edits = createEdits()
    edits.edited(update(1))
    edits.sentUpdate(1)
    edits.edited(update(2))
    edits.sentUpdate(2)
    expect(edits.refused(1).later).toBe(true)
    edits.acknowledged(2)
    edits.edited(update(3))
    edits.sentUpdate(3)
    edits.edited(update(4))
    expect(edits.refused(3).later).toBe(true)
  })
})
