import { SCHEMA_VERSION } from 'shared/documents/schema/version'
import { packetParser } from 'shared/protocol/packets'
import { io, type Socket } from 'socket.io-client'
import type { Transports } from './transports.ts'

/** So long may long-polling last before the line says that it is the fallback channel. */
const SLOW_AFTER = 5_000
/** And so long before WebSocket is taken for blocked here. */
const BLOCKED_AFTER = 15_000

/** What ends a connection when neither side meant to (socket.io's words). */
const accidents: readonly string[] = ['transport close', 'transport error', 'ping timeout']

export type SocketOptions = {
  transports: Transports
  /** WebSocket does not get through for now: everything goes by long-polling. */
  onSlow: (slow: boolean) => void
  /** The network itself is there: what broke was this connection. */
  isOnline: () => boolean
  /** For whom the page was made: the server lets nobody else in under it (SPEC X4). */
  personId?: () => string | undefined
  blockedAfter?: number
  /** The server, where it is not the page's own. */
  url?: string
  extraHeaders?: Record<string, string>
}

const open = ({ transports, personId, url, extraHeaders }: SocketOptions): Socket => {
  const options = {
    parser: packetParser,
    auth: (answer: (given: object) => void) => answer({ schema: SCHEMA_VERSION, person: personId?.() }),
    transports: transports.order(),
    tryAllTransports: true,
    timeout: 10_000,
    reconnectionDelay: 500,
    reconnectionDelayMax: 8_000,
    randomizationFactor: 0.5,
    ...(extraHeaders && { extraHeaders, forceNew: true }),
  }
  return url === undefined ? io(options) : io(url, options)
}

/** Tells when a connection is on WebSocket, and when it stays without. */
const watchTransport = (socket: Socket, { transports, onSlow, blockedAfter }: SocketOptions) => {
  let timers: ReturnType<typeof setTimeout>[] = []
  let openedAt: number | null = null
  const calm = () => {
    for (const timer of timers) clearTimeout(timer)
    timers = []
  }
  const opened = () => {
    calm()
    openedAt = Date.now()
    transports.opened()
    onSlow(false)
  }
  const look = () => {
    calm()
    openedAt = null
    const { engine } = socket.io
    if (engine.transport.name === 'websocket') opened()
    else {
      const isTried = transports.order().includes('websocket')
      timers = [setTimeout(() => onSlow(true), SLOW_AFTER)]
      if (isTried) timers.push(setTimeout(transports.blocked, blockedAfter ?? BLOCKED_AFTER))
      engine.once('upgrade', opened)
    }
  }
  socket.on('connect', look)
  return {
    calm,
    /** How long the WebSocket that just ended had lived; null when there was none. */
    age: () => (openedAt === null ? null : Date.now() - openedAt),
  }
}

/**
 * Opens the app's socket.io connection and chooses its transport anew before every attempt (SPEC T10). `again` tries at
 * once instead of waiting for the next attempt; `drop` gives up a connection whose server is out of reach.
 */
export const openSocket = (options: SocketOptions) => {
  const { transports, isOnline } = options
  const socket = open(options)
  const watched = watchTransport(socket, options)
  const arrange = () => void (socket.io.opts.transports = transports.order())
  socket.io.on('reconnect_attempt', arrange)
  socket.on('connect_error', transports.failed)
  socket.on('disconnect', (reason) => {
    watched.calm()
    const age = watched.age()
    if (age !== null && accidents.includes(reason) && isOnline()) transports.lost(age)
  })
  const again = () => {
    if (socket.connected) return
    socket.disconnect()
    arrange()
    socket.connect()
  }
  /** Closing the engine waits for what is being sent, or for an upgrade: on a dead line that is for ever. */
  const drop = () => {
    if (socket.connected) socket.io.engine.transport.close()
  }
  return { socket, again, drop }
}
