import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { closeCodes, type CloseReason } from 'shared/protocol/close'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Admission, SignedIn } from '../../access/admission.ts'
import { refuseUpgrade } from '../../http/refuseUpgrade.ts'
import { readAddress, type Asked } from './address.ts'
import type { Door } from './connection.ts'
import { encodeMessage } from './message.ts'
import { createPatience, type Patience } from './patience.ts'
import type { Rooms } from '../rooms/rooms.ts'

export type NativeDoorOptions = {
  rooms: Rooms
  log: Logger
  /** Judges the Origin of an upgrade; asked only when there is one (DESIGN §3). */
  allowsOrigin: (origin: string, request: IncomingMessage) => boolean
}

const SERVICE_RESTART = 1012
const TOO_BIG = 1009
const PING_MS = 30_000

/** Node's headers as the platform's, so that access reads them the same way everywhere. */
export const headersOf = (request: Pick<IncomingMessage, 'headers'>): Headers =>
  new Headers(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined
        ? []
        : [[name, Array.isArray(value) ? value.join(', ') : value] as [string, string]],
    ),
  )

const codeOf = (reason: CloseReason): number =>
  reason === 'restarting' ? SERVICE_RESTART : closeCodes[reason]

/** A frame above the socket's own limit ends with our code too, or stock clients would send it for ever (SYNC §0.5). */
const closeTooLargeAsOurs = (socket: WebSocket): void => {
  const close = socket.close.bind(socket)
  socket.close = (code, data) =>
    code === TOO_BIG ? close(closeCodes.tooLarge, 'tooLarge') : close(code, data)
}

/** Longer frames are not copied behind a header. */
const COPIED_MAX = 16 * 1024

/** Writes of one turn become one; `line` is what the WebSocket itself writes to, at once and in order: nothing is compressed. */
const createPen = (line: Duplex) => {
  let held: Uint8Array[] | null = null
  const release = () => {
    const messages = held ?? []
    held = null
    const [first] = messages
    if (first) line.write(messages.length === 1 ? first : Buffer.concat(messages))
  }
  return {
    write: (message: Uint8Array): void => {
      if (held) held.push(message)
      else line.write(message)
    },
    release,
    together: (work: () => void): void => {
      held = []
      try {
        work()
      } finally {
        release()
      }
    },
  }
}

const doorOf = (socket: WebSocket, line: Duplex): Door => {
  const pen = createPen(line)
  const isOpen = () => socket.readyState === socket.OPEN
  return {
    send: (frame) => {
      if (frame.length > COPIED_MAX) {
        pen.release()
        socket.send(frame)
      } else if (isOpen()) pen.write(encodeMessage(frame))
    },
    sendLive: (live) => {
      // Framed once for the whole room and written in one piece: half the work of a send.
      if (isOpen()) pen.write((live.message ??= encodeMessage(live.frame)))
    },
    together: pen.together,
    unsent: () => socket.bufferedAmount,
    backlog: () => socket.bufferedAmount,
    close: (reason) => {
      pen.release()
      socket.close(codeOf(reason), reason)
    },
  }
}

type Guest = Asked & { who: SignedIn; admission: Admission; key: string }

const serve = (
  socket: WebSocket,
  line: Duplex,
  guest: Guest,
  { rooms }: NativeDoorOptions,
  patience: Patience,
): void => {
  closeTooLargeAsOurs(socket)
  const connection = rooms.enter({ ...guest, door: doorOf(socket, line) })
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) connection.receive(data)
    else socket.close(1003, 'binary frames only')
  })
  socket.on('close', (code) => {
    if (code === closeCodes.tooLarge || code === closeCodes.lagging) patience.refused(guest.key)
    connection.left()
  })
  socket.on('error', () => undefined)
}

const identify = async (
  { rooms }: NativeDoorOptions,
  request: IncomingMessage,
  { name }: Asked,
): Promise<{ who: SignedIn; admission: Admission } | { refused: CloseReason }> => {
  const who = await rooms.admitter.identify(headersOf(request))
  if (!who) return { refused: 'signedOut' }
  const admission = await rooms.admitter.admit(who, name)
  return 'refused' in admission ? admission : { who, admission }
}

const keepAlive = (server: WebSocketServer): NodeJS.Timeout => {
  const silent = new WeakSet<WebSocket>()
  return setInterval(() => {
    for (const socket of server.clients) {
      if (silent.has(socket)) socket.terminate()
      silent.add(socket)
      socket.once('pong', () => silent.delete(socket))
      socket.ping()
    }
  }, PING_MS).unref()
}

/**
 * The door for any Yjs client: `WS /yjs/{documentId}`, the stock y-websocket protocol with a session cookie or a bearer
 * token (DESIGN §3). Refusals are told by close codes, so the handshake itself succeeds.
 */
export const attachNativeDoor = (server: Server, options: NativeDoorOptions) => {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: options.rooms.limits.payloadBytes,
    perMessageDeflate: false,
  })
  const patience = createPatience()
  const pinging = keepAlive(sockets)

  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer, asked: Asked) => {
    const { origin } = request.headers
    if (origin !== undefined && !options.allowsOrigin(origin, request)) {
      refuseUpgrade(socket, '403 Forbidden')
      return
    }
    const found = await identify(options, request, asked)
    const from = 'who' in found ? found.who.sessionId : (request.socket.remoteAddress ?? '')
    const key = `${from} ${asked.name}`
    await pause(patience.delay(key))
    if (socket.destroyed) return
    sockets.handleUpgrade(request, socket, head, (opened) => {
      if ('who' in found) serve(opened, socket, { ...asked, ...found, key }, options, patience)
      else {
        patience.refused(key)
        opened.close(codeOf(found.refused), found.refused)
      }
    })
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const asked = readAddress(request.url)
    if (!asked) return
    // Until it is a WebSocket, and when it never becomes one, nobody else hears its errors.
    socket.on('error', () => undefined)
    upgrade(request, socket, head, asked).catch((error: unknown) => {
      options.log.error({ err: error }, 'a connection could not be judged')
      refuseUpgrade(socket, '503 Service Unavailable')
    })
  })

  return {
    close: (): void => {
      clearInterval(pinging)
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}
