const DAY = 24 * 60 * 60 * 1_000
const HOUR = 60 * 60 * 1_000
/** A WebSocket that ends sooner was cut by something in between; so many in a row, and it is not worth trying. */
const CUT_WITHIN = 60_000
const CUTS_MAX = 3
const KEY = 'krug-websocket-blocked'

type Transport = 'polling' | 'websocket'

/** Until when (milliseconds since 1970) WebSocket is not tried in this browser; null when nothing is known against it. */
export type Memory = { read: () => number | null; write: (until: number | null) => void }

export const browserMemory: Memory = {
  read: () => {
    try {
      return Number(localStorage.getItem(KEY)) || null
    } catch {
      return null
    }
  },
  write: (until) => {
    try {
      if (until === null) localStorage.removeItem(KEY)
      else localStorage.setItem(KEY, String(until))
    } catch {
      // Without storage it is tried again on every page: slower, not wrong.
    }
  },
}

/**
 * Which way to try first (SPEC T10): long-polling opens on every network, WebSocket takes over where it gets through and
 * then comes first, and where it was found blocked it is left alone for a day.
 */
export const createTransports = (memory: Memory, now: () => number) => {
  let works = false
  let cuts = 0
  const avoid = (milliseconds: number) => memory.write(now() + milliseconds)
  return {
    order: (): Transport[] => {
      if ((memory.read() ?? 0) > now()) return ['polling']
      return works ? ['websocket', 'polling'] : ['polling', 'websocket']
    },
    /** WebSocket got through. */
    opened: (): void => {
      works = true
      memory.write(null)
    },
    /** An attempt failed: the next begins with what every network lets through. */
    failed: (): void => void (works = false),
    /** Long-polling works on and on, and WebSocket does not get through. */
    blocked: (): void => avoid(DAY),
    /** A WebSocket ended by itself after so many milliseconds. */
    lost: (age: number): void => {
      cuts = age < CUT_WITHIN ? cuts + 1 : 0
      if (cuts >= CUTS_MAX) avoid(HOUR)
    },
  }
}

export type Transports = ReturnType<typeof createTransports>
