import { HEARTBEAT } from 'shared/protocol/frames'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Channel } from './channel.ts'

describe('T9: a slow line is no dead line', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  const anOpenChannel = () => {
    const heard: Uint8Array[] = []
    const carrier = { open: () => undefined, send: () => undefined, close: () => undefined }
    const channel = new Channel('ws://tunnel/yjs/019a', 1, carrier, {})
    channel.onmessage = ({ data }) => heard.push(new Uint8Array(data))
    channel.opened()
    return { channel, heard }
  }
  const part = { kind: 'part', channel: 1, bytes: Uint8Array.of(1) } as const

  test('while the parts of a long frame arrive, the provider is told that its connection lives', () => {
    const { channel, heard } = anOpenChannel()
    channel.deliver(Uint8Array.of(1, 1, 0))
    for (let second = 0; second < 60; second++) {
      vi.advanceTimersByTime(1_000)
      channel.received(part)
    }
    expect(heard.length).toBeGreaterThan(4)
    expect(heard.every((frame) => frame.join() === HEARTBEAT.join())).toBe(true)
    channel.received({ ...part, kind: 'frame' })
    expect(heard.at(-1)).toHaveLength(61)
  })

  test('without parts nothing is made up', () => {
    const { heard } = anOpenChannel()
    vi.advanceTimersByTime(60_000)
    expect(heard).toEqual([])
  })
})
