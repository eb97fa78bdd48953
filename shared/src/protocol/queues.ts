import type { Credit } from './credit.ts'
import { TUNNEL_PACKET_BYTES } from './tunnel.ts'

type Waiting = { bytes: Uint8Array; isPart: boolean }

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

/** Records that wait, by channel; parts of long frames as far as `credit` allows. */
export const createQueues = (credit: Credit) => {
  const queues = new Map<number, Waiting[]>()
  const waiting = new Map<number, number>()

  const note = (channel: number, change: number): void => {
    const sum = (waiting.get(channel) ?? 0) + change
    if (sum > 0) waiting.set(channel, sum)
    else waiting.delete(channel)
  }

  /** The next record of a channel, unless it has to wait for a confirmation. */
  const take = (channel: number, queue: Waiting[]): Uint8Array | null => {
    const [head] = queue
    if (!head || (head.isPart && !credit.mayFly(channel, head.bytes.length))) return null
    if (head.isPart) credit.fly(channel, head.bytes.length)
    queue.shift()
    if (queue.length === 0) queues.delete(channel)
    note(channel, -head.bytes.length)
    return head.bytes
  }

  return {
    add: (channel: number, bytes: Uint8Array, isPart: boolean): void => {
      note(channel, bytes.length)
      const queue = queues.get(channel)
      if (queue) queue.push({ bytes, isPart })
      else queues.set(channel, [{ bytes, isPart }])
    },
    /** One record of each channel in turn until the packet is full; null when there is none, or all have to wait. */
    takePacket: (): Uint8Array | null => {
      const records: Uint8Array[] = []
      let [size, before] = [0, -1]
      while (size > before && size < TUNNEL_PACKET_BYTES) {
        before = size
        for (const [channel, queue] of queues) {
          const record = take(channel, queue)
          if (!record) continue
          records.push(record)
          size += record.length
        }
      }
      return size > 0 ? concat(records, size) : null
    },
    isEmpty: (channel: number): boolean => !queues.has(channel),
    bytesOf: (channel: number): number => waiting.get(channel) ?? 0,
    drop: (channel: number): void => {
      queues.delete(channel)
      waiting.delete(channel)
    },
    clear: (): void => {
      queues.clear()
      waiting.clear()
    },
  }
}
