import { TUNNEL_EVENT } from './tunnel.ts'

// socket.io's numbers of packet types; what else it knows (acknowledgements, attachments) nobody here says.
const CONNECT = 0
const DISCONNECT = 1
const EVENT = 2
const CONNECT_ERROR = 4
const NAMESPACE = '/'

type Packet = { type: number; nsp?: string; data?: unknown; id?: number }
type Listener = (packet: Packet) => void

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isGreeting = (type: unknown, data: unknown): type is number =>
  ((type === CONNECT || type === CONNECT_ERROR) && (data === undefined || isObject(data))) ||
  (type === DISCONNECT && data === undefined)

/** Throws on everything that is not a coming or a going: socket.io then ends the connection. */
const readText = (text: string): Packet => {
  const read: unknown = JSON.parse(text)
  if (!Array.isArray(read) || read.length > 2) throw new Error('not a packet')
  const [type, data] = read as unknown[]
  if (!isGreeting(type, data)) throw new Error('not a packet')
  return { type, nsp: NAMESPACE, data }
}

const isBytes = (value: unknown): value is Uint8Array | ArrayBuffer =>
  value instanceof Uint8Array || value instanceof ArrayBuffer

class Encoder {
  encode({ type, data }: Packet): (string | Uint8Array)[] {
    if (type !== EVENT) return [JSON.stringify(data === undefined ? [type] : [type, data])]
    const [name, bytes] = data as unknown[]
    if (name !== TUNNEL_EVENT || !(bytes instanceof Uint8Array))
      throw new Error('only the tunnel speaks here')
    return [bytes]
  }
}

class Decoder {
  #listeners: Listener[] = []

  on(_event: 'decoded', listener: Listener): void {
    this.#listeners.push(listener)
  }

  off(_event: 'decoded', listener: Listener): void {
    this.#listeners = this.#listeners.filter((one) => one !== listener)
  }

  removeListener(event: 'decoded', listener: Listener): void {
    this.off(event, listener)
  }

  add(message: unknown): void {
    if (isBytes(message)) this.#tell({ type: EVENT, nsp: NAMESPACE, data: [TUNNEL_EVENT, message] })
    else if (typeof message === 'string') this.#tell(readText(message))
    else throw new Error('neither text nor bytes')
  }

  destroy(): void {
    // Nothing is held between two messages.
  }

  #tell(packet: Packet): void {
    for (const listener of this.#listeners) listener(packet)
  }
}

/**
 * For socket.io's `parser` option on both sides: a packet of the tunnel is one message of its bytes, where the usual
 * parser sends a text with a placeholder and then the bytes (SPEC T6). Comings and goings are JSON.
 */
export const packetParser = { Encoder, Decoder }
