import { TUNNEL_EVENT, TUNNEL_PART_BYTES } from 'shared/protocol/tunnel'
import type { Socket } from 'socket.io-client'

/** Packets that may wait inside socket.io: few, so that a keystroke overtakes the rest of a long paste. */
const PACKETS_AHEAD = 4

const concat = (records: readonly Uint8Array[]): Uint8Array => {
  const packet = new Uint8Array(records.reduce((size, record) => size + record.length, 0))
  let offset = 0
  for (const record of records) {
    packet.set(record, offset)
    offset += record.length
  }
  return packet
}

/** Takes one record of each channel in turn until the packet is full. */
const takePacket = (queues: Map<number, Uint8Array[]>): Uint8Array[] => {
  const records: Uint8Array[] = []
  let size = 0
  while (queues.size > 0 && size < TUNNEL_PART_BYTES)
    for (const [channel, queue] of queues) {
      const record = queue.shift()
      if (queue.length === 0) queues.delete(channel)
      if (!record) continue
      records.push(record)
      size += record.length
    }
  return records
}

/**
 * Records on their way out, by channel. What one turn of the event loop produced leaves in one packet; while the
 * connection is slow the rest waits here, and the channels take turns.
 */
export const createOutbox = (socket: Socket) => {
  const queues = new Map<number, Uint8Array[]>()
  let scheduled = false
  let watched: unknown = null

  const isFull = () => socket.io.engine.writeBuffer.length >= PACKETS_AHEAD

  const pump = () => {
    scheduled = false
    while (queues.size > 0 && socket.connected && !isFull())
      socket.emit(TUNNEL_EVENT, concat(takePacket(queues)))
  }

  // The engine is another one after every reconnect.
  const watchEngine = () => {
    if (watched === socket.io.engine) return
    watched = socket.io.engine
    socket.io.engine.on('drain', pump)
  }

  return {
    push: (channel: number, record: Uint8Array) => {
      watchEngine()
      queues.set(channel, queues.get(channel) ?? [])
      queues.get(channel)?.push(record)
      if (scheduled) return
      scheduled = true
      queueMicrotask(pump)
    },
    /** What was meant for a lost connection is worth nothing to the next one. */
    clear: () => queues.clear(),
  }
}
