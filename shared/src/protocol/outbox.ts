import { TUNNEL_PART_BYTES } from './tunnel.ts'

type Carrier = {
  emit: (packet: Uint8Array) => void
  /** True while enough packets wait below, so that a keystroke may overtake the rest of a long paste. */
  isFull: () => boolean
}

const concat = (records: readonly Uint8Array[], size: number): Uint8Array => {
  const [only] = records
  if (only && records.length === 1) return only
  const packet = new Uint8Array(size)
  let offset = 0
  for (const record of records) {
    packet.set(record, offset)
    offset += record.length
  }
  return packet
}

/**
 * Records of the tunnel on their way out, by channel. What one turn of the event loop produced leaves in one packet; while
 * the line is slow the rest waits here and the channels take turns.
 */
export const createOutbox = ({ emit, isFull }: Carrier) => {
  const queues = new Map<number, Uint8Array[]>()
  const waiting = new Map<number, number>()
  let bytes = 0
  let scheduled = false

  const note = (channel: number, change: number): void => {
    const sum = (waiting.get(channel) ?? 0) + change
    if (sum > 0) waiting.set(channel, sum)
    else waiting.delete(channel)
  }

  /** Takes one record of each channel in turn until the packet is full. */
  const takePacket = (): Uint8Array => {
    const records: Uint8Array[] = []
    let size = 0
    while (queues.size > 0 && size < TUNNEL_PART_BYTES)
      for (const [channel, queue] of queues) {
        const record = queue.shift()
        if (queue.length === 0) queues.delete(channel)
        if (!record) continue
        records.push(record)
        size += record.length
        note(channel, -record.length)
      }
    bytes -= size
    return concat(records, size)
  }

  const pump = () => {
    scheduled = false
    while (queues.size > 0 && !isFull()) emit(takePacket())
  }

  // Never at once: a carrier may say that it has room while it is still writing the halves of the last packet.
  const schedule = () => {
    if (scheduled) return
    scheduled = true
    queueMicrotask(pump)
  }

  return {
    push: (channel: number, record: Uint8Array): void => {
      bytes += record.length
      note(channel, record.length)
      const queue = queues.get(channel)
      if (queue) queue.push(record)
      else queues.set(channel, [record])
      schedule()
    },
    /** The line has room again. */
    pump: schedule,
    /** Bytes that wait here. */
    bytes: () => bytes,
    /** Those of one channel. */
    bytesOf: (channel: number) => waiting.get(channel) ?? 0,
    /** What was meant for a lost line is worth nothing to the next one. */
    clear: (): void => {
      queues.clear()
      waiting.clear()
      bytes = 0
    },
  }
}

export type Outbox = ReturnType<typeof createOutbox>
