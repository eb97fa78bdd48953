import { describe, expect, test } from 'vitest'
import { createOutbox } from './outbox.ts'
import { decodeRecords, splitFrame, TUNNEL_PART_BYTES } from './tunnel.ts'

const turn = () => new Promise((resolve) => setTimeout(resolve))

/** An outbox with all that has left it, and the clock and the room below in the test's hands. */
const anOutbox = () => {
  const said: string[] = []
  const below = { full: false, now: 0 }
  const outbox = createOutbox({
    emit: (packet) => {
      for (const record of decodeRecords(packet))
        said.push(record.kind === 'live' ? 'live' : `${record.kind} ${record.channel}`)
      said.push('|')
    },
    isFull: () => below.full,
    now: () => below.now,
  })
  const sendLong = (channel: number, parts: number) => {
    for (const record of splitFrame(channel, new Uint8Array(parts * TUNNEL_PART_BYTES)))
      outbox.write(channel, record)
  }
  const sendShort = (channel: number) =>
    outbox.write(channel, { kind: 'frame', channel, bytes: Uint8Array.of(1) })
  /** What left since it was asked last. */
  const left = async () => {
    await turn()
    return said.splice(0)
  }
  return { outbox, below, sendLong, sendShort, left }
}

describe('T7: a long frame holds up nobody', () => {
  test('what one turn produced leaves in one packet; channels take turns', async () => {
    const { sendShort, sendLong, left } = anOutbox()
    sendLong(1, 3)
    sendShort(2)
    sendShort(2)
    expect(await left()).toEqual(['part 1', 'frame 2', 'part 1', 'frame 2', 'frame 1', '|'])
  })

  test('what is not confirmed stops its own channel and no other', async () => {
    const { outbox, sendShort, sendLong, left } = anOutbox()
    sendLong(1, 100)
    const first = (await left()).filter((one) => one === 'part 1').length
    expect(first * TUNNEL_PART_BYTES).toBeLessThanOrEqual(128 * 1024)
    sendShort(2)
    expect(await left()).toEqual(['frame 2', '|'])
    expect(outbox.isEmpty(2)).toBe(true)
    outbox.confirmed(1)
    expect((await left()).every((one) => one === 'part 1' || one === '|')).toBe(true)
  })

  test('confirmations never wait behind one’s own long frame', async () => {
    const { outbox, sendLong, left } = anOutbox()
    sendLong(1, 100)
    await left()
    outbox.confirm(1)
    expect(await left()).toEqual(['confirm 1', '|'])
  })

  test('on a quick line more is on its way, on a slow one less; all of it arrives', async () => {
    const aheadAfter = async (delay: number) => {
      const { outbox, below, sendLong, left } = anOutbox()
      sendLong(1, 400)
      let [ahead, arrived] = [0, 0]
      const take = async () => {
        const parts = (await left()).filter((one) => one === 'part 1').length
        ahead += parts
        arrived += parts
      }
      await take()
      const seen: number[] = []
      while (ahead > 0) {
        below.now += delay
        outbox.confirmed(1)
        ahead -= 1
        await take()
        seen.push(ahead)
      }
      expect(arrived).toBe(399)
      expect(outbox.bytesOf(1)).toBe(0)
      return seen[200] ?? 0
    }
    expect(await aheadAfter(1)).toBeGreaterThan(32)
    expect(await aheadAfter(400)).toBeLessThan(4)
  })

  test('confirmations of nothing, without end, change nothing', async () => {
    const { outbox, sendLong, left } = anOutbox()
    for (let n = 0; n < 10_000; n++) outbox.confirmed(n % 3)
    sendLong(1, 100)
    const parts = (await left()).filter((one) => one === 'part 1').length
    expect(parts * TUNNEL_PART_BYTES).toBeLessThanOrEqual(128 * 1024)
  })

  test('while there is no room below everything waits, and is counted', async () => {
    const { outbox, below, sendShort, left } = anOutbox()
    below.full = true
    sendShort(3)
    expect(await left()).toEqual([])
    expect([outbox.isEmpty(3), outbox.bytesOf(3) > 0]).toEqual([false, true])
    below.full = false
    outbox.pump()
    expect(await left()).toEqual(['frame 3', '|'])
    expect(outbox.bytesOf(3)).toBe(0)
  })
})

describe('T8: nothing outlives its line', () => {
  test('what waited for a lost line, or for a channel that has gone, never leaves', async () => {
    const { outbox, sendShort, sendLong, left } = anOutbox()
    sendLong(1, 100)
    await left()
    outbox.drop(1)
    outbox.confirmed(1)
    expect(await left()).toEqual([])
    sendLong(2, 100)
    await left()
    outbox.clear()
    sendShort(3)
    expect(await left()).toEqual(['frame 3', '|'])
    expect([outbox.bytesOf(1), outbox.bytesOf(2)]).toEqual([0, 0])
  })
})
