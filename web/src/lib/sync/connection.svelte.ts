import { packetParser } from 'shared/protocol/packets'
import { io, type Socket } from 'socket.io-client'
import { isReachable, tellLost } from './reach.ts'
import { createTunnel, type Tunnel } from './tunnel.ts'

/** So long may long-polling last before the line says that it is the fallback channel. */
const SLOW_AFTER = 5_000

export type Connection = {
  readonly tunnel: Tunnel
  readonly connected: boolean
  /** An attempt failed or the network says it is gone; false again once connected. */
  readonly offline: boolean
  /** WebSocket does not get through: everything goes by long-polling. */
  readonly slow: boolean
  /** Tries at once instead of waiting for the next attempt. */
  retry: () => void
}

/** Polling opens at once on every network; WebSocket takes over where it gets through, and is remembered. */
const openSocket = (): Socket =>
  io({
    parser: packetParser,
    transports: ['polling', 'websocket'],
    rememberUpgrade: true,
    tryAllTransports: true,
    timeout: 10_000,
    reconnectionDelay: 500,
    reconnectionDelayMax: 8_000,
    randomizationFactor: 0.5,
  })

const watchTransport = (socket: Socket, tell: (slow: boolean) => void): void => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    clearTimeout(timer)
    const engine = socket.io.engine
    if (engine.transport.name === 'websocket') {
      tell(false)
      return
    }
    timer = setTimeout(() => tell(true), SLOW_AFTER)
    engine.once('upgrade', () => {
      clearTimeout(timer)
      tell(false)
    })
  }
  socket.on('connect', look)
  socket.on('disconnect', () => clearTimeout(timer))
}

const connect = (): Connection => {
  const socket = openSocket()
  const tunnel = createTunnel(socket)
  let connected = $state(false)
  let offline = $state(false)
  let slow = $state(false)
  watchTransport(socket, (value) => (slow = value))
  tellLost(() => offline)
  const retry = () => {
    if (socket.connected) return
    socket.disconnect()
    socket.connect()
  }
  socket.on('connect', () => {
    connected = true
    offline = false
  })
  socket.on('disconnect', () => {
    connected = false
    offline = true
  })
  socket.on('connect_error', () => (offline = true))
  const doubt = () => void isReachable().then((reachable) => reachable || socket.io.engine.close())
  window.addEventListener('online', retry)
  window.addEventListener('offline', doubt)
  return {
    tunnel,
    get connected() {
      return connected
    },
    get offline() {
      return offline
    },
    get slow() {
      return slow
    },
    retry,
  }
}

let shared: Connection | null = null

/** The app's one connection: signed in once, it carries every open document. Made on first use. */
export const useConnection = (): Connection => (shared ??= connect())
