import { encodeAwareness } from 'shared/protocol/frames'
import { readPresence, writePresence, type PresenceEntry } from 'shared/protocol/presence'
import type { Admission } from '../../access/admission.ts'
import type { Speaking } from '../cluster/message.ts'
import { createPaces, type Bucket } from '../doors/bucket.ts'
import type { Limits } from '../limits.ts'

/** Whose presence it is; the connection object itself. */
export type Present = { admission: Admission }

type Speaker = { personId: string; mayWrite: boolean }
/** `owner` is the connection here, or null: then it is at another `node`. */
type Stored = { clock: number; state: string; speaker: Speaker; owner: Present | null; node: string | null }
type Options<P extends Present> = {
  limits: Limits
  /** Whose a client id is by the log, as far as it is known here. */
  ownerOf: (clientId: number) => string | null | undefined
  /** Tells all members; the same bytes for everyone. */
  broadcast: (frame: Uint8Array) => void
  tell: (member: P, frame: Uint8Array) => void
  /** Tells other nodes what became of those who are present here. */
  tellNodes: (entries: Speaking[]) => void
}

const GONE = 'null'
const GONE_KEPT = 1_000

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The client's own state with the person whom the session names, whatever the client claims (SPEC P1). */
const named = (state: string, { person, school }: Admission): string | null => {
  try {
    const claimed: unknown = JSON.parse(state)
    if (claimed === null) return GONE
    if (!isObject(claimed)) return null
    const user = {
      id: person.id,
      name: person.shortName,
      school: school?.shortName ?? '',
      colour: school?.colour ?? 1,
    }
    return JSON.stringify({ ...claimed, user })
  } catch {
    return null
  }
}

const frameOf = (entries: readonly PresenceEntry[]): Uint8Array => encodeAwareness(writePresence(entries))

/** Collects client ids and calls `send` with them, at once or when the last call is long enough ago. */
const createTicker = (intervalMs: number, send: (clientIds: number[]) => void) => {
  const changed = new Set<number>()
  let timer: NodeJS.Timeout | null = null
  let last = 0
  const tick = () => {
    timer = null
    last = performance.now()
    const clientIds = [...changed]
    changed.clear()
    send(clientIds)
  }
  return {
    note: (clientId: number) => {
      changed.add(clientId)
      timer ??= setTimeout(tick, Math.max(0, last + intervalMs - performance.now()))
    },
    stop: () => {
      if (timer) clearTimeout(timer)
      timer = null
    },
  }
}

type Departed = Speaker & { clock: number }

const speakerOf = ({ admission }: Present): Speaker => ({
  personId: admission.person.id,
  mayWrite: admission.mode === 'edit',
})

/** Clients that left, the newest thousand: who comes back must go beyond the last clock to be heard. */
const createMemory = () => {
  const departed = new Map<number, Departed>()
  return {
    get: (clientId: number) => departed.get(clientId),
    set: (clientId: number, one: Departed) => {
      departed.delete(clientId)
      departed.set(clientId, one)
      const oldest = departed.keys().next()
      if (departed.size > GONE_KEPT && !oldest.done) departed.delete(oldest.value)
    },
  }
}

type Held<P extends Present> = {
  limits: Limits
  ownerOf: (clientId: number) => string | null | undefined
  states: Map<number, Stored>
  clientOf: Map<Present, number>
  gone: ReturnType<typeof createMemory>
  paceOf: (personId: string) => Bucket
  readingOf: (personId: string) => Bucket
  /** Remembers to tell of this client; other nodes too when it is ours. */
  note: (clientId: number, isOwn: boolean) => void
  tell: (member: P, frame: Uint8Array) => void
}

const entryOf = <P extends Present>({ states, gone }: Held<P>, clientId: number): PresenceEntry => {
  const stored = states.get(clientId)
  if (stored) return { clientId, clock: stored.clock, state: stored.state }
  return { clientId, clock: gone.get(clientId)?.clock ?? 0, state: GONE }
}

/** The last who spoke for an id: who does, or who did and left. */
const lastOf = <P extends Present>({ states, gone }: Held<P>, clientId: number): Speaker | undefined => {
  const stored = states.get(clientId)
  return stored?.speaker ?? gone.get(clientId)
}

/** True when the id is this member's to speak for: by the log, else as the last who did; writers come before readers. */
const isFor = <P extends Present>(held: Held<P>, member: P, clientId: number): boolean => {
  const { personId, mayWrite } = speakerOf(member)
  const owner = held.ownerOf(clientId)
  if (owner !== undefined) return owner === personId
  const last = lastOf(held, clientId)
  return !last || last.personId === personId || (mayWrite && !last.mayWrite)
}

/** Binds the id on a connection's first frame about itself alone; its person may take it over from a lost one. */
const mayBind = <P extends Present>(held: Held<P>, member: P, clientId: number, entries: number): boolean => {
  const own = held.clientOf.get(member)
  if (own === undefined ? entries !== 1 : own !== clientId) return false
  return isFor(held, member, clientId)
}

const remove = <P extends Present>(
  { states, gone, note }: Held<P>,
  clientId: number,
  clock: number,
): void => {
  const stored = states.get(clientId)
  if (!stored) return
  states.delete(clientId)
  gone.set(clientId, { ...stored.speaker, clock })
  note(clientId, stored.owner !== null)
}

const store = <P extends Present>(
  held: Held<P>,
  member: P,
  { clientId, clock, state }: PresenceEntry,
): void => {
  const stored = held.states.get(clientId)
  const known = stored?.clock ?? held.gone.get(clientId)?.clock ?? -1
  if (state === GONE) {
    if (clock >= known) remove(held, clientId, clock)
  } else if (!stored && clock <= known) {
    // Others would not hear a clock they know; "you have gone" makes the client say it again with the next one.
    held.tell(member, frameOf([{ clientId, clock: known, state: GONE }]))
  } else if (clock > known || stored?.owner !== member) {
    // In another person's place it must be heard by those who know that clock.
    const speaker = speakerOf(member)
    const isOther = stored !== undefined && stored.speaker.personId !== speaker.personId
    held.states.set(clientId, {
      clock: Math.max(clock, isOther ? known + 1 : known),
      ...{ state, speaker, owner: member, node: null },
    })
    held.note(clientId, true)
  }
}

/** What a person says in a room, from however many connections, everybody there is sent (SPEC P5). */
const keepsPace = <P extends Present>({ paceOf }: Held<P>, member: P, state: string): boolean => {
  if (state === GONE) return true
  const { personId } = speakerOf(member)
  return paceOf(personId).take(state.length)
}

const receive = <P extends Present>(held: Held<P>, member: P, frame: Uint8Array): void => {
  if (frame.length > held.limits.presenceFrameBytes) return
  if (!held.readingOf(member.admission.person.id).take(frame.length)) return
  let entries: PresenceEntry[]
  try {
    entries = readPresence(frame, (clientId, count) => mayBind(held, member, clientId, count))
  } catch {
    return
  }
  for (const entry of entries) {
    const state = entry.state.length > held.limits.presenceBytes ? null : named(entry.state, member.admission)
    if (state === null || !keepsPace(held, member, state)) continue
    held.clientOf.set(member, entry.clientId)
    store(held, member, { ...entry, state })
  }
}

const leave = <P extends Present>(held: Held<P>, member: P): void => {
  const clientId = held.clientOf.get(member)
  held.clientOf.delete(member)
  const stored = clientId === undefined ? undefined : held.states.get(clientId)
  if (clientId !== undefined && stored?.owner === member) remove(held, clientId, stored.clock)
}

/** For other nodes: an entry of ours and who speaks, or spoke, for it. */
const speakingOf = <P extends Present>(held: Held<P>, clientId: number): Speaking[] => {
  const speaker = lastOf(held, clientId)
  if (!speaker) return []
  const { personId, mayWrite } = speaker
  return [{ ...entryOf(held, clientId), personId, mayWrite }]
}

/**
 * Somebody at another node (SPEC K4). Of two who speak for one id the later clock stands, and on equal terms the one who
 * is here; when the other then goes, the one who is here says it again with the next clock.
 */
const hearSpeaking = <P extends Present>(held: Held<P>, node: string, entry: Speaking): void => {
  const { clientId, clock, state, personId, mayWrite } = entry
  const stored = held.states.get(clientId)
  const owner = held.ownerOf(clientId)
  if (owner !== undefined && owner !== personId) return
  if (state === GONE) {
    if (stored?.node === node) remove(held, clientId, clock)
    else if (stored?.owner && clock >= stored.clock)
      held.tell(stored.owner as P, frameOf([{ clientId, clock, state }]))
    return
  }
  const known = stored?.clock ?? held.gone.get(clientId)?.clock ?? -1
  if (clock < known || (clock === known && stored?.owner)) return
  if (clock === known && stored?.state === state && stored.node === node) return
  held.states.set(clientId, { clock, state, speaker: { personId, mayWrite }, owner: null, node })
  held.note(clientId, false)
}

/** What a node says of all who are there replaces what was heard of it: a going may have been lost. */
const hearAll = <P extends Present>(held: Held<P>, node: string, entries: readonly Speaking[]): void => {
  const there = new Set(entries.map(({ clientId }) => clientId))
  for (const [clientId, stored] of [...held.states])
    if (stored.node === node && !there.has(clientId)) remove(held, clientId, stored.clock)
}

const forgetNode = <P extends Present>(held: Held<P>, node: string): void => {
  for (const [clientId, stored] of [...held.states])
    if (stored.node === node) remove(held, clientId, stored.clock)
}

const ownIds = <P extends Present>({ states }: Held<P>): number[] =>
  [...states].filter(([, stored]) => stored.owner !== null).map(([clientId]) => clientId)

/**
 * Who is in the room. Every connection speaks for one client id, its own; the rest of what stock clients send (everybody
 * else's states, SYNC §0.8) is passed over in silence. Changes leave at most ten times a second, encoded once.
 */
export const createPresence = <P extends Present>(options: Options<P>) => {
  const { limits, ownerOf, broadcast, tell, tellNodes } = options
  let full: Uint8Array | null = null
  const own = new Set<number>()
  let hasTold = false
  const ticker = createTicker(limits.presenceTickMs, (clientIds) => {
    broadcast(frameOf(clientIds.map((clientId) => entryOf(held, clientId))))
    const told = clientIds.filter((clientId) => own.delete(clientId))
    if (told.length === 0) return
    hasTold = true
    tellNodes(told.flatMap((clientId) => speakingOf(held, clientId)))
  })
  const note = (clientId: number, isOwn: boolean) => {
    full = null
    if (isOwn) own.add(clientId)
    ticker.note(clientId)
  }
  const held: Held<P> = {
    limits,
    ownerOf,
    states: new Map(),
    clientOf: new Map(),
    gone: createMemory(),
    paceOf: createPaces({ burst: limits.presenceBurst, perSecond: limits.presencePerSecond }),
    readingOf: createPaces({ burst: limits.presenceReadBurst, perSecond: limits.presenceReadPerSecond }),
    note,
    tell,
  }

  return {
    receive: (member: P, frame: Uint8Array): void => receive(held, member, frame),
    leave: (member: P): void => leave(held, member),
    /** One frame for somebody who comes in; null when nobody is here. */
    all: (): Uint8Array | null => {
      if (held.states.size === 0) return null
      full ??= frameOf([...held.states.keys()].map((clientId) => entryOf(held, clientId)))
      return full
    },
    /** The person who speaks, or spoke last, for a client id and may write. */
    writerOf: (clientId: number): string | undefined => {
      const last = lastOf(held, clientId)
      return last?.mayWrite ? last.personId : undefined
    },
    count: () => held.states.size,
    /** Whether other nodes may know of somebody here. */
    hasToldNodes: () => hasTold,
    /** Those who are present at another node, as it tells; `all`: there is nobody else. */
    hear: (node: string, entries: readonly Speaking[], all: boolean): void => {
      for (const entry of entries) hearSpeaking(held, node, entry)
      if (all) hearAll(held, node, entries)
    },
    /** A node has gone, and all who were there with it. */
    forget: (node: string): void => forgetNode(held, node),
    /** For other nodes: all who are present here. */
    ownEntries: (): Speaking[] => ownIds(held).flatMap((clientId) => speakingOf(held, clientId)),
    stop: ticker.stop,
  }
}

export type Presence<P extends Present> = ReturnType<typeof createPresence<P>>
