import { HEARTBEAT } from 'shared/protocol/frames'
import { createAssembler, splitFrame, type FrameRecord, type PartRecord } from 'shared/protocol/tunnel'
import { createPending, type TunnelReports } from './pending.ts'

export const states = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 } as const

/** What a channel asks of the connection that carries it. */
export type Carrier = {
  open: (channel: Channel, name: string) => void
  send: (records: readonly (FrameRecord | PartRecord)[]) => void
  close: (channel: Channel) => void
}

/** The provider takes 30 s without a message for a dead connection; a long frame may take longer on a slow line. */
const SILENCE_MAX = 10_000

type Message = { data: ArrayBuffer }
type Closed = { code: number; reason: string; wasClean: boolean }

const nameOf = (url: string | URL): string =>
  decodeURIComponent(new URL(url, 'http://tunnel').pathname.split('/').at(-1) ?? '')

/**
 * One document's connection inside the tunnel, with the face of a WebSocket: the members that WebsocketProvider uses
 * (SYNC §3.9). Its life: connecting → open → closed; a provider makes a new one to come back.
 */
export class Channel {
  static readonly CONNECTING = states.CONNECTING
  static readonly OPEN = states.OPEN
  static readonly CLOSING = states.CLOSING
  static readonly CLOSED = states.CLOSED
  readonly CONNECTING = states.CONNECTING
  readonly OPEN = states.OPEN
  readonly CLOSING = states.CLOSING
  readonly CLOSED = states.CLOSED

  readonly url: string
  /** The channel's number on the wire. */
  readonly number: number
  binaryType = 'arraybuffer'
  readyState: number = states.CONNECTING
  onopen: ((event: object) => void) | null = null
  onmessage: ((event: Message) => void) | null = null
  onclose: ((event: Closed) => void) | null = null
  onerror: ((event: object) => void) | null = null

  readonly #carrier: Carrier
  readonly #pending: ReturnType<typeof createPending>
  readonly #assembler = createAssembler()
  #spokeAt = 0

  constructor(url: string | URL, number: number, carrier: Carrier, reports: TunnelReports) {
    this.url = String(url)
    this.number = number
    this.#carrier = carrier
    this.#pending = createPending(reports)
    carrier.open(this, nameOf(url))
  }

  /** Frames sent and not yet answered by the server. */
  get waiting(): number {
    return this.#pending.waiting()
  }

  send(data: Uint8Array): void {
    if (this.readyState !== states.OPEN) return
    this.#pending.sent(data)
    this.#carrier.send(splitFrame(this.number, data))
  }

  close(): void {
    if (this.readyState === states.CLOSED) return
    this.#carrier.close(this)
    this.closed(1000, '')
  }

  /** For the carrier: the server opened the channel. */
  opened(): void {
    if (this.readyState !== states.CONNECTING) return
    this.readyState = states.OPEN
    this.onopen?.({})
  }

  /** For the carrier: a record came. */
  received(record: FrameRecord | PartRecord): void {
    const frame = this.#assembler.push(record)
    if (frame) this.deliver(frame)
    else if (performance.now() - this.#spokeAt > SILENCE_MAX) this.#tell(HEARTBEAT)
  }

  /** For the carrier: a whole frame of the room came. */
  deliver(frame: Uint8Array): void {
    if (this.readyState === states.OPEN && !this.#pending.received(frame)) this.#tell(frame)
  }

  /** For the carrier: the connection or the server ended the channel. */
  closed(code: number, reason: string): void {
    if (this.readyState === states.CLOSED) return
    this.readyState = states.CLOSED
    // A WebSocket tells of its end after the call that caused it has returned.
    queueMicrotask(() => this.onclose?.({ code, reason, wasClean: code !== 1006 }))
  }

  #tell(frame: Uint8Array): void {
    this.#spokeAt = performance.now()
    // A copy: the provider wants an ArrayBuffer of its own, and the frame is a view into a packet.
    this.onmessage?.({ data: frame.slice().buffer })
  }
}
