import { EXCHANGE_TYPE } from 'shared/protocol/exchange'
import { packetParser } from 'shared/protocol/packets'
import { isProblem } from 'shared/protocol/problem'
import { io } from 'socket.io-client'
import type { Finding, Way } from './findings.ts'

/** A way that has not answered by then does not get through. */
const PATIENCE = 10_000
/** So long a line is watched: longer than it is ever silent. */
const HOLD = 30_000
/** As much as the app sends at once where it has to go by long-polling. */
export const REQUEST_BYTES = 400 * 1024
const SMALL_BYTES = 100

/** Tells what was found about a way, more than once while it is watched. */
type Tell = (finding: Finding) => void
type Stop = () => void

const seconds = (milliseconds: number): number => Math.round(milliseconds / 1_000)

/** A request that ends when it takes too long, or when the page is left. */
const ask = async (path: string, stop: AbortSignal, body?: Uint8Array<ArrayBuffer>): Promise<Response> => {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), PATIENCE)
  stop.addEventListener('abort', () => late.abort())
  const sending = body && { method: 'POST', body, headers: { 'content-type': EXCHANGE_TYPE } }
  try {
    return await fetch(path, { ...sending, cache: 'no-store', signal: late.signal })
  } finally {
    clearTimeout(timer)
  }
}

const isArrived = async (bytes: number, stop: AbortSignal): Promise<boolean> => {
  try {
    const answer = await ask('/api/me/connection', stop, new Uint8Array(bytes))
    const told: unknown = await answer.json()
    return typeof told === 'object' && told !== null && 'bytes' in told && told.bytes === bytes
  } catch {
    return false
  }
}

const tryPage = async (tell: Tell, stop: AbortSignal): Promise<void> => {
  const started = performance.now()
  const isThere = await ask('/healthz', stop).then(
    ({ ok }) => ok,
    () => false,
  )
  tell(isThere ? { is: 'works', ms: Math.round(performance.now() - started) } : { is: 'blocked' })
}

const tryRequest = async (tell: Tell, stop: AbortSignal): Promise<void> => {
  const started = performance.now()
  if (await isArrived(REQUEST_BYTES, stop)) {
    tell({ is: 'works', ms: Math.round(performance.now() - started) })
    return
  }
  tell({ is: (await isArrived(SMALL_BYTES, stop)) ? 'tooLong' : 'blocked' })
}

/** Opens a line of the app by one transport alone, and watches whether it lives. */
const tryLine =
  (transport: 'polling' | 'websocket') =>
  (tell: Tell): Stop => {
    const started = performance.now()
    const socket = io({
      parser: packetParser,
      transports: [transport],
      upgrade: false,
      forceNew: true,
      reconnection: false,
      timeout: PATIENCE,
    })
    let [ms, timer]: [number, ReturnType<typeof setTimeout> | undefined] = [0, undefined]
    const stop = () => {
      clearTimeout(timer)
      socket.off()
      socket.disconnect()
    }
    const age = () => performance.now() - started
    const end = (finding: Finding) => {
      stop()
      tell(finding)
    }
    socket.on('connect', () => {
      ms = Math.round(age())
      tell({ is: 'holding', ms })
      timer = setTimeout(() => end({ is: 'held', ms, s: seconds(HOLD) }), HOLD)
    })
    socket.on('disconnect', () => end({ is: 'cut', ms, s: seconds(age()) }))
    socket.on('connect_error', (error: Error & { data?: unknown }) =>
      // A refusal in our own words has come through.
      end(isProblem(error.data) ? { is: 'works', ms: Math.round(age()) } : { is: 'blocked' }),
    )
    return stop
  }

/** Any answer of ours is a close code of our own: no document has this name. */
const tryNative = (tell: Tell): Stop => {
  const started = performance.now()
  const address = `${location.origin.replace(/^http/, 'ws')}/yjs/00000000-0000-7000-8000-000000000000`
  const socket = new WebSocket(address)
  const stop = () => {
    clearTimeout(timer)
    socket.onclose = null
    socket.close()
  }
  const timer = setTimeout(() => {
    stop()
    tell({ is: 'blocked' })
  }, PATIENCE)
  socket.onclose = ({ code }) => {
    clearTimeout(timer)
    const isOurs = code >= 4400
    tell(isOurs ? { is: 'works', ms: Math.round(performance.now() - started) } : { is: 'blocked' })
  }
  return stop
}

/** Where a browser has no WebSocket at all, none gets through. */
const withWebSocket =
  (attempt: (tell: Tell) => Stop) =>
  (tell: Tell): Stop => {
    if ('WebSocket' in globalThis) return attempt(tell)
    tell({ is: 'blocked' })
    return () => undefined
  }

/** Tries every way at once; gives what stops it. */
export const probe = (tell: (way: Way, finding: Finding) => void): Stop => {
  const stop = new AbortController()
  const of = (way: Way) => (finding: Finding) => {
    if (!stop.signal.aborted) tell(way, finding)
  }
  void tryPage(of('page'), stop.signal)
  void tryRequest(of('request'), stop.signal)
  const stops = [
    tryLine('polling')(of('polling')),
    withWebSocket(tryLine('websocket'))(of('websocket')),
    withWebSocket(tryNative)(of('native')),
  ]
  return () => {
    stop.abort()
    for (const end of stops) end()
  }
}
