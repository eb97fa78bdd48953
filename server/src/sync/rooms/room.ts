import { encodeStep1 } from 'shared/protocol/frames'
import type { RejectionReason } from 'shared/protocol/acknowledgement'
import type { CloseReason } from 'shared/protocol/close'
import type { DocumentKind } from 'shared/documents/kinds'
import { createAccepted, type Accepted } from '../state/accepted.ts'
import type { Connection, Live } from '../doors/connection.ts'
import { createDelivery, type Delivery } from './delivery.ts'
import { createEfforts, type Efforts } from './efforts.ts'
import { createFlight } from './flight.ts'
import type { Settled } from '../log/log.ts'
import { createJoining, type Joining } from './joining.ts'
import { createPresence, type Presence } from './presence.ts'
import { createLanding, type Flying, type Landing } from './landing.ts'
import type { RoomDeps } from './roomDeps.ts'
import { Unfit, type Shadow } from '../state/shadow.ts'
import type { State } from '../state/state.ts'

const SHADOW_FACTOR = 12

type Place = { documentId: string; kind: DocumentKind; gen: number; number: number }

/**
 * A document while somebody has it open: a cache of its log (DESIGN §1). Its life: opened with the committed state →
 * members come and go → evicted when it is empty and everything it accepted is committed. It knows of updates, not of
 * what they mean; SPEC.md names the rules.
 */
export class Room {
  readonly documentId: string
  readonly kind: DocumentKind
  readonly gen: number
  /** Never used again on this node: live frames of the tunnel are addressed by it. */
  readonly number: number
  readonly state: State
  readonly deps: RoomDeps
  readonly members = new Set<Connection>()
  readonly presence: Presence<Connection>
  readonly delivery: Delivery
  readonly accepted: Accepted
  readonly efforts: Efforts
  readonly flight = createFlight(() => performance.now())
  /** Whose client ids are, as far as this room had to ask. */
  readonly owners = new Map<number, string | null>()
  canCommit = true
  ended = false
  emptySince = performance.now()
  compactedAt = -Infinity
  /** When an update was judged last. */
  judgedAt = -Infinity
  readonly #joining: Joining
  readonly #landing: Landing
  #isCutOff = false

  constructor(place: Place, state: State, deps: RoomDeps) {
    this.documentId = place.documentId
    this.kind = place.kind
    this.gen = place.gen
    this.number = place.number
    this.state = state
    this.deps = deps
    this.delivery = createDelivery(this)
    this.#joining = createJoining(this)
    this.#landing = createLanding(this)
    this.efforts = createEfforts(deps.limits)
    this.accepted = createAccepted({
      documentId: place.documentId,
      kind: place.kind,
      updates: () => this.updates(),
      bytes: () => state.bytes() + this.flight.bytes(),
      deps,
    })
    this.presence = createPresence<Connection>({
      limits: deps.limits,
      ownerOf: (clientId) => this.owners.get(clientId),
      broadcast: (frame) => this.#tellAll({ room: this.number, frame }),
      tell: (member, frame) => member.send(frame),
      tellNodes: (entries) => deps.cluster.present(this.documentId, entries),
    })
  }

  /** What updates are judged against (accepted.ts); readers never need it. */
  get shadow(): Shadow {
    this.judgedAt = performance.now()
    return this.accepted.get()
  }

  /** All that was accepted, oldest first. */
  updates(): Uint8Array[] {
    return [...this.state.updates(), ...this.flight.entries().map((entry) => entry.update)]
  }

  /** Roughly: a document that Yjs has put together takes twelve times its bytes (SYNC §0.7). */
  get memoryBytes(): number {
    return this.state.bytes() + this.shadowBytes + this.flight.bytes()
  }

  get shadowBytes(): number {
    return this.accepted.exists() ? SHADOW_FACTOR * this.state.bytes() : 0
  }

  /** For an update that did not fit: what was accepted is put together anew when it is needed. */
  forgetShadow(): void {
    this.accepted.forget()
  }

  /** True while it takes no more updates: too much, or for too long, waits for Postgres. */
  get isFull(): boolean {
    const { roomQueueBytes, nodeQueueBytes, queueMs } = this.deps.limits
    const { flight } = this
    return flight.bytes() > roomQueueBytes || this.deps.log.bytes() > nodeQueueBytes || flight.age() > queueMs
  }

  enter(connection: Connection): void {
    this.members.add(connection)
    connection.entered(this.number)
    connection.onClosed(() => this.#leave(connection))
    if (connection.mayWrite) this.ask(connection)
    this.tellPresence(connection)
    if (!this.canCommit) connection.tellStatus(false)
  }

  /** Asks for everything the client has beyond what is committed. */
  ask(connection: Connection): void {
    connection.asked = true
    connection.starved = false
    connection.send(encodeStep1(this.state.stateVector()))
  }

  /** A step 1 came. It is answered now or, when the line or the pace does not allow it, later: the newest alone (SPEC J7). */
  join(connection: Connection, stateVector: Uint8Array): void {
    connection.wanted = stateVector
    this.#joining.answer(connection)
  }

  /** Puts an accepted update on its way into the log; gives its number. The shadow holds it already. */
  accept(connection: Connection, update: Uint8Array): number {
    const { admission } = connection
    const entry: Flying = {
      documentId: this.documentId,
      gen: this.gen,
      aclEpoch: admission.aclEpoch,
      personId: admission.person.id,
      schoolId: admission.school?.id ?? null,
      update,
      afterSeq: this.state.head(),
      room: this,
      connection,
    }
    this.deps.writtenBy(entry.personId).owe(update.length)
    const number = this.flight.start(entry)
    this.deps.log.append(entry)
    return number
  }

  /** For the log: what became of entries of one statement. */
  settle(settled: readonly Settled[]): void {
    this.attempt(() => this.#landing.settle(settled))
  }

  /** Reads all rows of others that are there by now (SPEC J6). */
  pull(): Promise<void> {
    return this.#landing.pull()
  }

  /** What goes wrong with committed bytes ends this room alone (SPEC A9). */
  attempt(work: () => void): void {
    try {
      work()
    } catch (error) {
      // Memory may differ from the log now; whoever comes back meets a room that is read anew.
      this.deps.logger.error(
        { err: error, documentId: this.documentId },
        'a room failed at what was committed',
      )
      this.close('restarting')
    }
  }

  /** Listens to work that nobody waits for: when it fails, so does its connection. */
  hear(connection: Connection, work: Promise<unknown>): void {
    work.catch((error: unknown) => this.fail(connection, error))
  }

  /** A fault of ours met this client's frames: it shall come back later, to a room that judges anew (SPEC A9). */
  fail(connection: Connection, error: unknown): void {
    this.deps.logger.error({ err: error, documentId: this.documentId }, 'a frame could not be handled')
    this.accepted.forget()
    if (error instanceof Unfit) this.deps.heal(this.documentId)
    connection.close('restarting')
  }

  /** Accepted updates will never be committed: memory forgets them, who waits for them comes back with what is left. */
  refuse(entries: readonly Flying[]): void {
    const people = new Set(entries.map((entry) => entry.personId))
    const landed = this.flight.landed()
    for (const member of [...this.members]) {
      // Another connection of the same person may wait for the same content, and who deleted the same words has no row of her own.
      const mayMeanThem = people.has(member.personId) || member.leansOn > landed
      if (mayMeanThem && member.ledger.isWaiting()) member.close('restarting')
    }
    for (const entry of entries) this.flight.land(entry)
    this.accepted.forget()
    this.answer()
  }

  /** Tells everyone what has been committed by now, and whose frames are covered by it. */
  answer(): void {
    this.delivery.tell()
    if (!this.canCommit && !this.#isCutOff && !this.flight.isLate(this.deps.limits)) this.#tellStatus(true)
  }

  /** Answers this connection's frames as far as they are covered already. */
  answerOne(connection: Connection): void {
    connection.settle(this.flight.landed(), this.state.head())
  }

  reject(connection: Connection, n: number, reason: RejectionReason): void {
    this.deps.meters.refusals.inc({ reason })
    connection.reject(n, reason)
    this.answerOne(connection)
  }

  /** Whether Postgres is out of this node's reach: it neither commits nor hears what others write, and says so (SPEC K3). */
  cutOff(isCutOff: boolean): void {
    this.#isCutOff = isCutOff
    if (!isCutOff) this.answer()
    else if (this.canCommit) this.#tellStatus(false)
  }

  /** Sends what a lagging or suspended connection missed. */
  catchUp(connection: Connection): void {
    connection.tellUnheard()
    if (connection.sentSeq === null) return
    for (const frame of this.state.framesAfter(connection.sentSeq)) connection.send(frame)
    connection.sentSeq = this.state.head()
    // On a slow line the words come first: faces follow when they have left.
    if (connection.mayHear()) this.tellPresence(connection)
  }

  tellPresence(connection: Connection): void {
    const present = this.presence.all()
    if (present) connection.send(present)
  }

  /** True while a person has had more than her share, of the process or of the log: her updates wait. */
  isSpent(personId: string): boolean {
    return this.efforts.isSpent(personId) || this.deps.writtenBy(personId).isEmpty()
  }

  /** Looks after those who wait: for Postgres, or for a slow line. Called a few times a second. */
  watch(): void {
    if (this.canCommit && this.flight.isLate(this.deps.limits)) this.#tellStatus(false)
    for (const member of this.members) {
      if (member.starved && !this.isFull && !this.isSpent(member.personId)) this.ask(member)
      if (member.lagging && !member.suspended && member.hasRecovered()) this.catchUp(member)
      this.#joining.answer(member)
    }
  }

  /** Ends all sessions; the room is not used again. */
  close(reason: CloseReason): void {
    if (!this.ended) this.deps.cluster.unfollow(this.documentId)
    this.ended = true
    for (const member of [...this.members]) member.close(reason)
    this.presence.stop()
  }

  #leave(connection: Connection): void {
    this.members.delete(connection)
    this.presence.leave(connection)
    this.emptySince = performance.now()
  }

  #tellAll(live: Live): void {
    for (const member of this.members) if (member.mayHear()) member.sendLive(live)
  }

  #tellStatus(canCommit: boolean): void {
    this.canCommit = canCommit
    for (const member of this.members) member.tellStatus(canCommit)
  }
}
