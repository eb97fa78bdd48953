import { createCredit } from './credit.ts'
import { createQueues } from './queues.ts'
import { encodeRecord, type TunnelRecord } from './tunnel.ts'

type Carrier = {
  emit: (packet: Uint8Array) => void
  /** True while enough packets wait below. */
  isFull: () => boolean
  /** Milliseconds of any clock that only goes on. */
  now: () => number
}

/** Confirmations of parts leave under a channel that no document has: they never wait behind one's own parts. */
const CONFIRMATIONS = 0

/**
 * Records of the tunnel on their way out, by channel. What one turn of the event loop produced leaves in one packet; while
 * the line is slow the rest waits here and the channels take turns, and a channel whose parts are not confirmed lets the
 * others pass (SPEC T7).
 */
export const createOutbox = ({ emit, isFull, now }: Carrier) => {
  const credit = createCredit(now)
  const queues = createQueues(credit)
  let scheduled = false

  const pump = () => {
    scheduled = false
    while (!isFull()) {
      const packet = queues.takePacket()
      if (!packet) return
      emit(packet)
    }
  }

  // Never at once: what comes in the same turn shall leave in the same packet.
  const schedule = () => {
    if (scheduled) return
    scheduled = true
    queueMicrotask(pump)
  }

  const push = (channel: number, bytes: Uint8Array, isPart: boolean): void => {
    queues.add(channel, bytes, isPart)
    schedule()
  }

  return {
    /** An encoded record that is no part of a frame. */
    push: (channel: number, record: Uint8Array): void => push(channel, record, false),
    write: (channel: number, record: TunnelRecord): void =>
      push(channel, encodeRecord(record), record.kind === 'part'),
    /** Tells the other side that one of its parts is here. */
    confirm: (channel: number): void =>
      push(CONFIRMATIONS, encodeRecord({ kind: 'confirm', channel }), false),
    /** The other side has told so. */
    confirmed: (channel: number): void => {
      credit.confirm(channel)
      schedule()
    },
    /** The line has room again. */
    pump: schedule,
    /** Nothing of this channel waits for its turn. */
    isEmpty: queues.isEmpty,
    /** Bytes of a channel that wait here, or are on their way in parts that nobody has confirmed. */
    bytesOf: (channel: number): number => queues.bytesOf(channel) + credit.flying(channel),
    /** Nobody listens to this channel any more. */
    drop: (channel: number): void => {
      queues.drop(channel)
      credit.forget(channel)
    },
    /** What was meant for a lost line is worth nothing to the next one. */
    clear: (): void => {
      queues.clear()
      credit.clear()
    },
  }
}

export type Outbox = ReturnType<typeof createOutbox>
