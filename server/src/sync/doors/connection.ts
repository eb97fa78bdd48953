import {
  encodeAcknowledgement,
  type NoticeTopic,
  type RejectionReason,
} from 'shared/protocol/acknowledgement'
import type { CloseReason } from 'shared/protocol/close'
import { encodePermissionDenied } from 'shared/protocol/frames'
import type { Admission, SignedIn } from '../../access/admission.ts'
import { createBucket, type Bucket } from './bucket.ts'
import { createLedger } from './ledger.ts'
import type { Limits } from '../limits.ts'

/** The same live frame for all members of a room; a door may keep what it made of it for the next member. */
export type Live = {
  room: number
  frame: Uint8Array
  message?: Uint8Array
  packet?: Uint8Array
  packetMessage?: Uint8Array
}

/** How frames leave: a WebSocket, or a channel of the tunnel. */
export type Door = {
  send: (frame: Uint8Array) => void
  sendLive: (live: Live) => void
  /** Bytes handed over and not yet on the wire; of others who share the line, those that cannot be overtaken any more. */
  unsent: () => number
  /** The same of this connection alone, those that are on their way and not confirmed included. */
  backlog: () => number
  close: (reason: CloseReason) => void
  /** What `work` sends may leave in one write. */
  together?: (work: () => void) => void
  /** Called before the first frame, with the room's number. */
  entered?: (room: number) => void
}

export type ConnectionOptions = {
  who: SignedIn
  /** The document's name as it was asked for, generation included. */
  name: string
  admission: Admission
  door: Door
  /** The client asked for frames of type 112. */
  acknowledges: boolean
  limits: Limits
}

/** What a connection hands its frames to, one at a time. */
export type Receiver = (connection: Connection, frame: Uint8Array) => void

/**
 * One client in one room. Its life: paused while the room opens → open → closed. Frames that come while it is paused
 * (rights are judged again, a client id is claimed) wait in order.
 */
export class Connection {
  readonly who: SignedIn
  readonly name: string
  readonly acknowledges: boolean
  readonly ledger = createLedger()
  admission: Admission
  closed = false
  /** A step 1 of ours is on its way; the step 2 that answers it carries all the client has. */
  asked = false
  /** Why the client's document has parted from ours: it builds upon an update that was refused. */
  spoilt: RejectionReason | null = null
  /** The newest ticket up to which others had brought already all that a frame of hers said. */
  leansOn = -Infinity
  /** Updates were held back for lack of room; to be asked for again. */
  starved = false
  /** The state vector of its newest step 1 that is not answered yet. */
  wanted: Uint8Array | null = null
  /** Seq up to which it was told; null before it asked. */
  sentSeq: number | null = null
  /** Nothing is delivered until its rights are judged again. */
  suspended = false
  /** Rights may have changed since it was admitted, before it was in the room. */
  doubtful = false
  /** The judgement of its rights that runs, or ran last: one after another. */
  judging: Promise<unknown> = Promise.resolve()
  /** The one that has not begun yet. */
  nextJudgement: Promise<boolean> | null = null
  lastSentAt = performance.now()
  readonly #door: Door
  readonly #limits: Limits
  readonly #joins: Bucket
  readonly #frames: Bucket
  readonly #bytes: Bucket
  readonly #excess: Bucket
  #receiver: Receiver | null = null
  #onClosed: (() => void)[] = []
  #pauses = 0
  #lag: { least: number; since: number } | null = null
  /** What changed beside the text while it was not fed, with the newest number. */
  #unheard = new Map<NoticeTopic, number>()
  #inbox: Uint8Array[] = []
  #inboxBytes = 0

  constructor({ who, name, admission, door, acknowledges, limits }: ConnectionOptions) {
    this.who = who
    this.name = name
    this.admission = admission
    this.acknowledges = acknowledges
    this.#door = door
    this.#limits = limits
    const pace = { burst: limits.framesBurst, perSecond: limits.framesPerSecond }
    this.#frames = createBucket(pace)
    this.#excess = createBucket(pace)
    this.#bytes = createBucket({ burst: limits.bytesBurst, perSecond: limits.bytesPerSecond })
    this.#joins = createBucket({ burst: limits.joinsBurst, perSecond: limits.joinsPerSecond })
  }

  get personId(): string {
    return this.admission.person.id
  }

  get mayWrite(): boolean {
    return this.admission.mode === 'edit'
  }

  /** True while it is so slow that it is not fed; it is caught up from `sentSeq` later, nothing is skipped. */
  get lagging(): boolean {
    return this.#lag !== null
  }

  get unsentBytes(): number {
    return this.#door.unsent()
  }

  /** Whether a live frame may be sent now; begins to lag when too much is unsent. */
  mayHear(): boolean {
    if (this.suspended || this.lagging) return false
    const unsent = this.#door.unsent()
    if (unsent > this.#limits.laggingBytes) this.#lag = { least: unsent, since: performance.now() }
    return !this.lagging
  }

  /** Whether its step 1 may be answered now: what it was sent before has to leave first (SPEC J7). */
  mayJoin(): boolean {
    if (this.suspended) return false
    const backlog = this.#door.backlog()
    if (backlog <= this.#limits.laggingBytes) return this.#joins.take()
    this.#lag ??= { least: this.#door.unsent(), since: performance.now() }
    return false
  }

  /** For a lagging one: true when it may be caught up. One that makes no progress is sent away. */
  hasRecovered(): boolean {
    const unsent = this.#door.unsent()
    if (this.#lag === null || unsent < this.#limits.caughtUpBytes) {
      this.#lag = null
      return true
    }
    if (unsent < this.#lag.least) this.#lag = { least: unsent, since: performance.now() }
    else if (performance.now() - this.#lag.since > this.#limits.laggingMs) this.close('lagging')
    return false
  }

  send(frame: Uint8Array): void {
    if (this.closed) return
    this.lastSentAt = performance.now()
    this.#door.send(frame)
  }

  sendLive(live: Live): void {
    if (this.closed) return
    this.lastSentAt = performance.now()
    this.#door.sendLive(live)
  }

  /** What `work` sends leaves in one write, where the door can do so. */
  together(work: () => void): void {
    if (this.#door.together && !this.closed) this.#door.together(work)
    else work()
  }

  /** Frames go to `receiver` from now on; those that waited first. */
  open(receiver: Receiver): void {
    this.#receiver = receiver
    this.#drain()
  }

  /** Whether a frame keeps the pace (SPEC L1); who goes on at twice the pace, or lets too much wait, is sent away. */
  keepsPace(bytes: number): boolean {
    if (this.ledger.size() > this.#limits.openFrames) this.close('lagging')
    if (this.#frames.take() && this.#bytes.take(bytes)) return true
    if (!this.#excess.take()) this.close('lagging')
    return false
  }

  /** For the room: the client is in it, and frames follow. */
  entered(room: number): void {
    this.#door.entered?.(room)
  }

  /** For the door: a frame came. */
  receive(frame: Uint8Array): void {
    if (this.closed) return
    if (frame.length > this.#limits.frameBytes) this.close('tooLarge')
    else if (this.#receiver && this.#pauses === 0 && this.#inbox.length === 0) this.#receiver(this, frame)
    else this.#keep(frame)
  }

  /** Keeps frames waiting while `work` runs. */
  async during(work: () => Promise<void>): Promise<void> {
    this.#pauses++
    try {
      await work()
    } finally {
      this.#pauses--
      this.#drain()
    }
  }

  /** Takes no more: what comes from now on goes again where the client comes back. */
  rest(): void {
    this.#pauses++
  }

  /** Tells a client that asked for it that frame n is refused; a stock client hears only that it may not write. */
  reject(n: number, reason: RejectionReason): void {
    this.ledger.drop(n)
    if (this.acknowledges) this.send(encodeAcknowledgement({ kind: 'rejected', n, reason }))
    else if (reason === 'readOnly') this.send(encodePermissionDenied(reason))
  }

  /** The room has committed up to `ticket`, its newest row is `seq`. */
  settle(ticket: number, seq: number): void {
    const n = this.ledger.settle(ticket)
    if (n !== null && this.acknowledges) this.send(encodeAcknowledgement({ kind: 'acknowledged', n, seq }))
  }

  tellStatus(canCommit: boolean): void {
    if (this.acknowledges) this.send(encodeAcknowledgement({ kind: 'status', canCommit }))
  }

  /** Something beside the text changed; one that is not fed hears of it when it is fed again (SPEC B1). */
  tellNotice(topic: NoticeTopic, n: number): void {
    if (!this.acknowledges) return
    if (this.mayHear()) this.send(encodeAcknowledgement({ kind: 'notice', topic, n }))
    else this.#unheard.set(topic, Math.max(n, this.#unheard.get(topic) ?? 0))
  }

  tellUnheard(): void {
    const unheard = [...this.#unheard]
    this.#unheard.clear()
    for (const [topic, n] of unheard) this.tellNotice(topic, n)
  }

  onClosed(listener: () => void): void {
    this.#onClosed.push(listener)
  }

  close(reason: CloseReason): void {
    if (this.closed) return
    this.#door.close(reason)
    this.left()
  }

  /** For the door: the client has gone. */
  left(): void {
    if (this.closed) return
    this.closed = true
    this.#inbox = []
    for (const listener of this.#onClosed.splice(0)) listener()
  }

  #keep(frame: Uint8Array): void {
    this.#inbox.push(frame)
    this.#inboxBytes += frame.length
    const { inboxBytes, inboxFrames } = this.#limits
    if (this.#inboxBytes > inboxBytes || this.#inbox.length > inboxFrames) this.close('lagging')
  }

  #drain(): void {
    while (this.#receiver && this.#pauses === 0 && !this.closed) {
      const frame = this.#inbox.shift()
      if (!frame) return
      this.#inboxBytes -= frame.length
      this.#receiver(this, frame)
    }
  }
}
