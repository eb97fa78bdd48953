import { isReachable, tellLost } from './reach.ts'
import { openSocket } from './socket.ts'
import { browserMemory, createTransports } from './transports.ts'
import { createTunnel, type Tunnel } from './tunnel.ts'

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

const LOOK_AGAIN_MS = 2_000

let personId: string | undefined

const connect = (): Connection => {
  let connected = $state(false)
  let offline = $state(false)
  let slow = $state(false)
  const {
    socket,
    again: retry,
    drop,
  } = openSocket({
    transports: createTransports(browserMemory, Date.now),
    onSlow: (value) => (slow = value),
    isOnline: () => navigator.onLine,
    personId: () => personId,
  })
  const tunnel = createTunnel(socket)
  tellLost(() => offline)
  socket.on('connect', () => {
    connected = true
    offline = false
  })
  socket.on('disconnect', () => {
    connected = false
    offline = true
  })
  socket.on('connect_error', () => (offline = true))
  /** One look may still find a server that the next does not; a server in one's own house is found again and again. */
  const doubt = async (): Promise<void> => {
    while (connected && !navigator.onLine) {
      if (!(await isReachable())) drop()
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
    }
  }
  window.addEventListener('online', retry)
  window.addEventListener('offline', () => void doubt())
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

/** The app's one connection: signed in once, for whom the page was made, it carries every open document. Made on first use. */
export const useConnection = (forPersonId: string): Connection => {
  personId = forPersonId
  return (shared ??= connect())
}
