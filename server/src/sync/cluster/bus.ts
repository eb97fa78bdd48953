import type { Logger } from 'pino'

const LONGEST_PAUSE_MS = 2_000
const QUEUE_MAX = 10_000

export type BusOptions = {
  url: string
  log: Logger
  onMessage: (channel: string, text: string) => void
  /** Connected, for the first time or again: whatever was said meanwhile was missed. */
  onUp: () => void
}

const settingsFor = (url: string) => ({
  url,
  // The protocol that every Redis and Valkey speaks.
  RESP: 2 as const,
  name: 'krug',
  maintNotifications: 'disabled' as const,
  // What cannot be said now is worth nothing later: whoever comes back reads the log.
  disableOfflineQueue: true,
  commandsQueueMaxLength: QUEUE_MAX,
  pingInterval: 5_000,
  socket: {
    connectTimeout: 3_000,
    reconnectStrategy: (retries: number) =>
      Math.min(LONGEST_PAUSE_MS, 50 * 2 ** Math.min(retries, 6)) + Math.random() * 200,
  },
})

/** Loaded only where REDIS_URL is set. */
const loadClients = async (url: string) => {
  const { createClient } = await import('@redis/client')
  const speaker = createClient(settingsFor(url))
  return { speaker, listener: speaker.duplicate() }
}

type Clients = Awaited<ReturnType<typeof loadClients>>

/** Says once that the line is lost, and once that it is back. */
const reportLine = ({ speaker, listener }: Clients, log: Logger): void => {
  let isLost = false
  const lose = (error: unknown) => {
    if (!isLost) log.warn({ err: error }, 'Redis cannot be reached: what other nodes write comes later now')
    isLost = true
  }
  speaker.on('error', lose)
  listener.on('error', lose)
  listener.on('ready', () => {
    if (isLost) log.info('Redis is back')
    isLost = false
  })
}

/**
 * Two lines to Redis (or Valkey), one to speak and one to listen. Nothing is promised: what cannot be said is counted and
 * forgotten, and a line that is lost comes back by itself.
 */
export const openBus = async ({ url, log, onMessage, onUp }: BusOptions) => {
  const clients = await loadClients(url)
  const { speaker, listener } = clients
  const wanted = new Set<string>()
  const figures = { said: 0, unsaid: 0 }
  const hear = (text: string, channel: string) => onMessage(channel, text)
  reportLine(clients, log)

  const subscribe = async (channels: string[]): Promise<boolean> => {
    if (channels.length === 0 || !listener.isReady) return false
    await listener.subscribe(channels, hear)
    return true
  }
  const isUp = () => speaker.isReady && listener.isReady
  const cameUp = () => {
    if (!isUp()) return
    subscribe([...wanted]).then(onUp, (error: unknown) => log.warn({ err: error }, 'nodes cannot be heard'))
  }
  for (const client of [speaker, listener]) client.on('ready', cameUp)
  for (const client of [speaker, listener])
    client.connect().catch((error: unknown) => log.warn({ err: error }, 'Redis was given up'))

  return {
    isUp,
    figures,
    /** For counts that all nodes share. */
    client: speaker,
    say: (channel: string, text: string): void => {
      if (!speaker.isReady) {
        figures.unsaid++
        return
      }
      figures.said++
      speaker.publish(channel, text).catch(() => figures.unsaid++)
    },
    /** Settles with true once the channel is heard; false when that has to wait for the line. */
    listenTo: (channel: string): Promise<boolean> => {
      wanted.add(channel)
      return subscribe([channel]).catch(() => false)
    },
    forget: (channel: string): void => {
      wanted.delete(channel)
      if (listener.isReady) listener.unsubscribe(channel, hear).catch(() => undefined)
    },
    close: (): void => {
      for (const client of [speaker, listener]) if (client.isOpen) client.destroy()
    },
  }
}

export type Bus = Awaited<ReturnType<typeof openBus>>
