import type { Duplex } from 'node:stream'
import type { Socket } from 'socket.io'
import { encodeMessage } from './message.ts'

/** Packets that may wait for the next poll, so that a keystroke overtakes the rest of a long paste. */
const PACKETS_AHEAD = 2

type WebSocketTransport = { name: 'websocket'; socket: { readyState: number; _socket: Duplex } }
/** What engine.io's types hide. */
type Engine = {
  transport: WebSocketTransport | { name: 'polling' }
  writeBuffer: { data?: string | Uint8Array }[]
  write: (packet: Uint8Array) => void
}

const OPEN = 1

const lengthOf = ({ writeBuffer }: Engine): number =>
  writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), 0)

/**
 * How packets leave on a socket.io connection, whatever carries it now. On a WebSocket they are written as whole messages
 * to what it writes to itself, at once and in order, since nothing is compressed; else engine.io takes them to the next poll.
 */
export const openWire = ({ conn }: Pick<Socket, 'conn'>) => {
  const engine = conn as unknown as Engine
  let listener: () => void = () => undefined
  let line: Duplex | null = null

  const look = () => {
    line = engine.transport.name === 'websocket' ? engine.transport.socket._socket : null
    line?.on('drain', () => listener())
  }
  look()
  conn.on('upgrade', look)
  conn.on('drain', () => listener())

  /** What engine.io still holds goes first; after a goodbye nothing follows. */
  const isDirect = (): boolean =>
    engine.transport.name === 'websocket' &&
    engine.transport.socket.readyState === OPEN &&
    engine.writeBuffer.length === 0

  return {
    /** `message` is the packet as a WebSocket message, when somebody has made it already. */
    send: (packet: Uint8Array, message?: Uint8Array): void => {
      if (line && isDirect()) line.write(message ?? encodeMessage(packet))
      else engine.write(packet)
    },
    isFull: (): boolean => (line ? line.writableNeedDrain : engine.writeBuffer.length >= PACKETS_AHEAD),
    /** Bytes that have been sent and wait for the network. */
    waiting: (): number => lengthOf(engine) + (line?.writableLength ?? 0),
    /** Tells that there is room again. */
    onDrain: (tell: () => void): void => void (listener = tell),
  }
}

export type Wire = ReturnType<typeof openWire>
