import { randomUUID } from 'node:crypto'
import os from 'node:os'
import type { Logger } from 'pino'
import type { NoticeTopic } from 'shared/protocol/acknowledgement'
import type { Withdrawal } from '../../access/revoke.ts'
import { openBus, type Bus } from './bus.ts'
import { readMessage, type Body, type Speaking } from './message.ts'
import { createNeighbours } from './neighbours.ts'
import { createSeal, type Seal } from './seal.ts'

export type { Speaking }

const ALIVE_MS = 2_500
/** Ghosts of a dead node are gone within 12 s (SPEC K4): this, a look, and a tick of presence. */
const SILENCE_MS = 10_000
const LOOK_MS = 500

/** What the rooms of this node do about what other nodes say. Nothing said is content: it only tells where to look. */
export type Listener = {
  /** Rows up to `seq` are in the log; 0: nobody knows how far. */
  onCommitted: (documentId: string, seq: number) => void
  /** Something beside a document's text changed, up to its number n. */
  onNoticed: (documentId: string, topic: NoticeTopic, n: number) => void
  onWithdrawn: (withdrawal: Withdrawal) => void
  /** `all`: there is nobody else in the document at that node. */
  onPresent: (documentId: string, node: string, entries: readonly Speaking[], all: boolean) => void
  /** Somebody wants to be told who is present here: in one document, or in all. */
  onAsked: (documentId?: string) => void
  /** A node has gone or fallen silent. */
  onGone: (node: string) => void
  /** The line was lost and is back: anything may have been missed. */
  onMissed: () => void
}

/** The other nodes of this installation, as far as rooms know of them (SPEC K). */
export type Cluster = {
  /** False for a node that has no others. */
  isShared: boolean
  listen: (listener: Listener) => void
  /** Rows of this node are in the log. Cheap: all of one turn leave as one message. */
  committed: (documentId: string, seq: number) => void
  noticed: (documentId: string, topic: NoticeTopic, n: number) => void
  withdrawn: (withdrawal: Withdrawal) => void
  present: (documentId: string, entries: readonly Speaking[], all?: boolean) => void
  /** From now on hears who is present in a document at other nodes, and asks them. */
  follow: (documentId: string) => void
  unfollow: (documentId: string) => void
  /** Asks for all who are present in documents that are followed. */
  ask: () => void
  close: () => void
}

const nothing = () => undefined

/** A node without others. */
export const alone: Cluster = {
  isShared: false,
  listen: nothing,
  committed: nothing,
  noticed: nothing,
  withdrawn: nothing,
  present: nothing,
  follow: nothing,
  unfollow: nothing,
  ask: nothing,
  close: nothing,
}

export type ClusterOptions = {
  url: string
  secret: string
  log: Logger
  /** The port this node serves; null for one that only listens, as the operator does. */
  port: number | null
}

type Node = {
  name: string
  isMute: boolean
  bus: Bus
  seal: Seal
  common: string
  channelOf: (documentId: string) => string
}

const say = ({ name, isMute, bus, seal }: Node, channel: string, body: Body): void => {
  if (!isMute) bus.say(channel, seal.seal(channel, JSON.stringify({ from: name, body })))
}

/** Gathers heads until the turn ends: one statement of the log commits rows of many documents. */
const createHeads = (tell: (heads: [documentId: string, seq: number][]) => void) => {
  const heads = new Map<string, number>()
  const flush = () => {
    const gathered = [...heads]
    heads.clear()
    tell(gathered)
  }
  return (documentId: string, seq: number): void => {
    if (heads.size === 0) queueMicrotask(flush)
    heads.set(documentId, Math.max(seq, heads.get(documentId) ?? 0))
  }
}

type Hearing = { node: string; ownName: string; listener: Listener }

const hear = ({ node, ownName, listener }: Hearing, body: Body): void => {
  if (body.kind === 'committed') for (const [id, seq] of body.heads) listener.onCommitted(id, seq)
  else if (body.kind === 'noticed') listener.onNoticed(body.documentId, body.topic, body.n)
  else if (body.kind === 'withdrawn') listener.onWithdrawn(body.withdrawal)
  else if (body.kind === 'present') listener.onPresent(body.documentId, node, body.entries, body.all ?? false)
  else if (body.kind === 'asking' && (body.of ?? ownName) === ownName) listener.onAsked(body.documentId)
}

const createFigures =
  ({ bus }: Node, count: () => number, ears: { heard: number; foreign: number }) =>
  () => ({
    nodesSeen: count() + 1,
    redisConnected: bus.isUp() ? 1 : 0,
    nodeMessagesSaid: bus.figures.said,
    nodeMessagesUnsaid: bus.figures.unsaid,
    nodeMessagesHeard: ears.heard,
    nodeMessagesForeign: ears.foreign,
  })

/** Says that this node lives, and notices who has fallen silent. Gives the way to stop. */
const startPulse = (alive: () => void, look: () => void): (() => void) => {
  const timers = [setInterval(alive, ALIVE_MS).unref(), setInterval(look, LOOK_MS).unref()]
  return () => timers.forEach(clearInterval)
}

const verbsOf = (node: Node) => {
  const { common, channelOf } = node
  const toDocument = (documentId: string, body: Body) => say(node, channelOf(documentId), body)
  const ask = (documentId: string) => toDocument(documentId, { kind: 'asking', documentId })
  return {
    committed: createHeads((heads) => say(node, common, { kind: 'committed', heads })),
    noticed: (documentId: string, topic: NoticeTopic, n: number) =>
      toDocument(documentId, { kind: 'noticed', documentId, topic, n }),
    withdrawn: (withdrawal: Withdrawal) => say(node, common, { kind: 'withdrawn', withdrawal }),
    present: (documentId: string, entries: readonly Speaking[], all = false) =>
      toDocument(documentId, { kind: 'present', documentId, entries: [...entries], all }),
    follow: (documentId: string) => {
      void node.bus.listenTo(channelOf(documentId)).then((isHeard) => isHeard && ask(documentId))
    },
    unfollow: (documentId: string) => node.bus.forget(channelOf(documentId)),
    ask: () => say(node, common, { kind: 'asking' }),
  }
}

/**
 * Joins the other nodes over Redis or Valkey: wake-ups and presence, nothing that is not in Postgres or gone with its
 * node anyway. Without Redis for a while everything is only slower (SPEC K2).
 */
export const openCluster = async ({ url, secret, log, port }: ClusterOptions) => {
  const seal = createSeal(secret)
  const name = randomUUID()
  const common = `krug:${seal.nameOf('channel')}`
  const neighbours = createNeighbours(SILENCE_MS)
  const ears = { heard: 0, foreign: 0 }
  let listener: Listener | null = null

  const take = (from: string, body: Body): void => {
    if (body.kind === 'leaving') {
      if (neighbours.forget(from)) listener?.onGone(from)
      return
    }
    if (neighbours.hear(from, body.kind === 'alive' ? body.label : undefined))
      say(node, common, { kind: 'asking', of: from })
    if (listener) hear({ node: from, ownName: name, listener }, body)
  }
  const onMessage = (channel: string, sealed: string): void => {
    const text = seal.open(channel, sealed)
    const message = text === null ? null : readMessage(text)
    if (message?.from === name) return
    ears[message ? 'heard' : 'foreign']++
    if (message) take(message.from, message.body)
  }
  const alive = () => say(node, common, { kind: 'alive', label: `${os.hostname()}:${port}` })
  const onUp = (): void => {
    alive()
    listener?.onMissed()
  }
  const bus = await openBus({ url, log, onMessage, onUp })
  const node: Node = {
    name,
    isMute: port === null,
    bus,
    seal,
    common,
    channelOf: (documentId) => `${common}:${documentId}`,
  }
  void bus.listenTo(common)
  const stopPulse = startPulse(alive, () =>
    neighbours.takeSilent().forEach((silent) => listener?.onGone(silent)),
  )

  return {
    isShared: true,
    listen: (given: Listener) => {
      listener = given
    },
    ...verbsOf(node),
    figures: createFigures(node, neighbours.count, ears),
    isUp: bus.isUp,
    /** Machine and port of the other nodes that are heard. */
    labels: neighbours.labels,
    counts: { client: bus.client, nameOf: seal.nameOf },
    close: (): void => {
      stopPulse()
      say(node, common, { kind: 'leaving' })
      setImmediate(bus.close)
    },
  }
}

export type OpenCluster = Awaited<ReturnType<typeof openCluster>>
