import { once } from 'node:events'
import {
  createServer,
  request as ask,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { Transform, type Duplex } from 'node:stream'

/** What stands between a school and the server. May be changed while it runs. */
export type Habits = {
  /** `refuse` answers an upgrade with 403, `swallow` never answers it. */
  websocket?: 'pass' | 'refuse' | 'swallow'
  /** A WebSocket is cut after so many milliseconds. */
  cutsAfter?: number
  /** Answers are handed on only when they are whole. */
  buffers?: boolean
  /** Longer bodies of requests get 413 (bytes). */
  bodyMax?: number
  /** Of each direction of each connection. */
  bytesPerSecond?: number
  /** Requests whose path begins so get 403. */
  forbids?: string
}

/** What it has seen so far. */
export type Seen = { upgrades: number; longestBody: number }

const SLICE_MS = 20

/** Lets through so many bytes a second, holding back whoever writes. */
const slowly = (habits: Habits): Transform =>
  new Transform({
    highWaterMark: 4_096,
    transform(chunk: Buffer, _encoding, done) {
      const { bytesPerSecond } = habits
      const wait = bytesPerSecond ? Math.max(SLICE_MS, (chunk.length / bytesPerSecond) * 1_000) : 0
      this.push(chunk)
      if (wait > 0) setTimeout(done, wait)
      else done()
    },
  })

const join = (from: Duplex, to: Duplex, habits: Habits): void => {
  from.pipe(slowly(habits)).pipe(to)
  to.pipe(slowly(habits)).pipe(from)
  for (const [one, other] of [
    [from, to],
    [to, from],
  ] as const) {
    one.on('error', () => undefined)
    one.on('close', () => other.destroy())
  }
}

const read = async (message: IncomingMessage): Promise<Buffer> =>
  Buffer.concat((await message.toArray()) as Buffer[])

const isTooLong = (body: Buffer, { bodyMax }: Habits): boolean =>
  bodyMax !== undefined && body.length > bodyMax

/** As a proxy of an operator names the server: by its own address, wherever the browser believes to be. */
const asServer = (target: URL, name: string, value: string): string => {
  if (name.toLowerCase() === 'host') return target.host
  return name.toLowerCase() === 'origin' ? target.origin : value
}

const headOf = (target: URL, { method = '', url = '', httpVersion, rawHeaders }: IncomingMessage): string => {
  const lines = rawHeaders.flatMap((name, at) =>
    at % 2 === 0 ? `${name}: ${asServer(target, name, rawHeaders[at + 1] ?? '')}` : [],
  )
  return [`${method} ${url} HTTP/${httpVersion}`, ...lines, '', ''].join('\r\n')
}

const headersOf = (target: URL, { headers }: IncomingMessage): OutgoingHttpHeaders => ({
  ...headers,
  host: target.host,
  ...(headers.origin !== undefined && { origin: target.origin }),
})

const refuse = (response: ServerResponse, status: number): void => {
  response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>the filter says no</h1>')
}

const forward = async (
  target: URL,
  { habits, seen }: { habits: Habits; seen: Seen },
  asked: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  if (habits.forbids !== undefined && asked.url?.startsWith(habits.forbids)) {
    refuse(response, 403)
    return
  }
  const body = await read(asked)
  seen.longestBody = Math.max(seen.longestBody, body.length)
  if (isTooLong(body, habits)) {
    refuse(response, 413)
    return
  }
  const onward = ask({
    host: target.hostname,
    port: target.port,
    method: asked.method,
    path: asked.url,
    headers: headersOf(target, asked),
  })
  onward.on('error', () => response.destroy())
  response.on('close', () => onward.destroy())
  onward.end(body)
  const [answer] = (await once(onward, 'response')) as [IncomingMessage]
  const held = habits.buffers ? await read(answer) : null
  response.writeHead(answer.statusCode ?? 502, answer.headers)
  if (held) response.end(held)
  else answer.pipe(slowly(habits)).pipe(response)
}

const upgrade = (target: URL, habits: Habits, asked: IncomingMessage, from: Duplex, head: Buffer): void => {
  from.on('error', () => undefined)
  const isForbidden = habits.forbids !== undefined && asked.url?.startsWith(habits.forbids)
  if (habits.websocket === 'swallow') return
  if (habits.websocket === 'refuse' || isForbidden) {
    from.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
    return
  }
  const onward: Socket = connect(Number(target.port), target.hostname)
  onward.write(headOf(target, asked))
  onward.write(head)
  join(from, onward, habits)
  if (habits.cutsAfter !== undefined) setTimeout(() => from.destroy(), habits.cutsAfter)
}

/** A proxy of a school before a server, with habits that a test gives it and may change. */
export const startProxy = async (url: string, habits: Habits = {}) => {
  const target = new URL(url)
  const seen: Seen = { upgrades: 0, longestBody: 0 }
  const sockets = new Set<Duplex>()
  const server = createServer((asked, response) => {
    forward(target, { habits, seen }, asked, response).catch(() => response.destroy())
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('upgrade', (asked: IncomingMessage, socket: Duplex, head: Buffer) => {
    seen.upgrades += 1
    upgrade(target, habits, asked, socket, head)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    habits,
    seen,
    /** Cuts every connection there is; new ones are let through. */
    cut: () => sockets.forEach((socket) => socket.destroy()),
    stop: async () => {
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
  }
}
