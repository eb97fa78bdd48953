import { describe, expect, test } from 'vitest'
import {
  createAssembler,
  decodeRecords,
  encodeRecord,
  splitFrame,
  TUNNEL_PART_BYTES,
  type TunnelRecord,
} from './tunnel.ts'

const bytes = (length: number) => Uint8Array.from({ length }, (_, index) => index % 251)

const join = (packets: Uint8Array[]): Uint8Array => Uint8Array.from(packets.flatMap((packet) => [...packet]))

describe('T1: records of the tunnel', () => {
  const records: TunnelRecord[] = [
    { kind: 'open', channel: 1, name: '019a~2' },
    { kind: 'opened', channel: 1, room: 7 },
    { kind: 'frame', channel: 1, bytes: bytes(3) },
    { kind: 'part', channel: 300, bytes: bytes(0) },
    { kind: 'live', room: 7, bytes: bytes(5) },
    { kind: 'confirm', channel: 300 },
    { kind: 'close', channel: 1, code: 4404, reason: 'absent' },
  ]

  test('several records in one packet are read back as written', () => {
    expect(decodeRecords(join(records.map(encodeRecord)))).toEqual(records)
  })

  test('every truncation of a packet throws instead of giving something else', () => {
    for (const record of records) {
      const packet = encodeRecord(record)
      for (let length = 1; length < packet.length; length++)
        expect(() => decodeRecords(packet.subarray(0, length))).toThrow()
    }
  })

  test('an unknown kind throws', () => {
    expect(() => decodeRecords(Uint8Array.of(99, 1, 0))).toThrow()
  })
})

describe('T2: a long frame travels in parts', () => {
  test.each([0, 1, TUNNEL_PART_BYTES, TUNNEL_PART_BYTES + 1, 3 * TUNNEL_PART_BYTES])('%i bytes', (length) => {
    const frame = bytes(length)
    const records = splitFrame(4, frame)
    expect(Math.max(...records.map((record) => record.bytes.length))).toBeLessThanOrEqual(TUNNEL_PART_BYTES)
    const assembler = createAssembler()
    const whole = records.map((record) => assembler.push(record))
    expect(whole.slice(0, -1).every((one) => one === null)).toBe(true)
    expect(whole.at(-1)).toEqual(frame)
    expect(assembler.size()).toBe(0)
  })
})
