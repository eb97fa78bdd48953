import { TUNNEL_PART_BYTES } from './tunnel.ts'

/** Bytes of one channel that may be on their way at once: at first, at least and at most. */
const AT_FIRST = 128 * 1024
const LEAST = 2 * TUNNEL_PART_BYTES
const MOST = 1024 * 1024
/** A part that is confirmed so soon, or so late, lets more or fewer be on their way (milliseconds). */
const SOON = 150
const LATE = 600

type Sent = { bytes: number; at: number }
type Flight = { sent: Sent[]; bytes: number }

/**
 * What long frames may have on their way: the other side confirms each part, and no channel sends further ahead than a
 * line of this speed empties in about half a second. So a keystroke in another document never waits longer (SPEC T7).
 */
export const createCredit = (now: () => number) => {
  const flights = new Map<number, Flight>()
  let window = AT_FIRST

  const flying = (channel: number): number => flights.get(channel)?.bytes ?? 0

  const adapt = ({ bytes, at }: Sent): void => {
    const took = now() - at
    if (took < SOON) window = Math.min(MOST, window + bytes)
    else if (took > LATE) window = Math.max(LEAST, window - bytes)
  }

  return {
    /** Bytes of a channel that nobody has confirmed yet. */
    flying,
    mayFly: (channel: number, bytes: number): boolean => {
      const ahead = flying(channel)
      return ahead === 0 || ahead + bytes <= window
    },
    fly: (channel: number, bytes: number): void => {
      const flight = flights.get(channel) ?? { sent: [], bytes: 0 }
      flight.sent.push({ bytes, at: now() })
      flight.bytes += bytes
      flights.set(channel, flight)
    },
    /** The other side has the oldest part of a channel. */
    confirm: (channel: number): void => {
      const flight = flights.get(channel)
      const oldest = flight?.sent.shift()
      if (!flight || !oldest) return
      adapt(oldest)
      flight.bytes -= oldest.bytes
      if (flight.sent.length === 0) flights.delete(channel)
    },
    forget: (channel: number): void => void flights.delete(channel),
    clear: (): void => {
      flights.clear()
      window = AT_FIRST
    },
  }
}

export type Credit = ReturnType<typeof createCredit>
