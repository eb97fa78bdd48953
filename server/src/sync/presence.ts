import { encodeAwareness } from 'shared/protocol/frames'
import { readPresence, writePresence, type PresenceEntry } from 'shared/protocol/presence'
import type { Admission } from '../access/admission.ts'
import type { Limits } from './limits.ts'

/** Whose presence it is; the connection object itself. */
export type Present = { admission: Admission }

type Stored = { clock: number; state: string; owner: Present }
type Options<P extends Present> = {
  limits: Limits
  /** Tells all members; the same bytes for everyone. */
  broadcast: (frame: Uint8Array) => void
  tell: (member: P, frame: Uint8Array) => void
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

/** Last clocks of clients that left, the newest thousand: one that comes back must go beyond it to be heard. */
const createMemory = () => {
  const clocks = new Map<number, number>()
  return {
    get: (clientId: number) => clocks.get(clientId),
    set: (clientId: number, clock: number) => {
      clocks.delete(clientId)
      clocks.set(clientId, clock)
      const oldest = clocks.keys().next()
      if (clocks.size > GONE_KEPT && !oldest.done) clocks.delete(oldest.value)
    },
  }
}

type Held<P extends Present> = {
  limits: Limits
  states: Map<number, Stored>
  clientOf: Map<Present, number>
  gone: ReturnType<typeof createMemory>
  /** Remembers to tell of this client. */
  note: (clientId: number) => void
  tell: (member: P, frame: Uint8Array) => void
}

const entryOf = <P extends Present>({ states, gone }: Held<P>, clientId: number): PresenceEntry => {
  const stored = states.get(clientId)
  if (stored) return { clientId, clock: stored.clock, state: stored.state }
  return { clientId, clock: gone.get(clientId) ?? 0, state: GONE }
}

/** Binds the id on a connection's first frame about itself alone; its person may take it over from a lost one. */
const mayBind = <P extends Present>(
  { states, clientOf }: Held<P>,
  member: P,
  clientId: number,
  entries: number,
): boolean => {
  const own = clientOf.get(member)
  if (own !== undefined) return own === clientId
  const holder = states.get(clientId)?.owner
  return entries === 1 && (!holder || holder.admission.person.id === member.admission.person.id)
}

const remove = <P extends Present>(
  { states, gone, note }: Held<P>,
  clientId: number,
  clock: number,
): void => {
  if (!states.delete(clientId)) return
  gone.set(clientId, clock)
  note(clientId)
}

const store = <P extends Present>(
  held: Held<P>,
  member: P,
  { clientId, clock, state }: PresenceEntry,
): void => {
  const stored = held.states.get(clientId)
  const known = stored?.clock ?? held.gone.get(clientId) ?? -1
  if (state === GONE) {
    if (clock >= known) remove(held, clientId, clock)
  } else if (!stored && clock <= known) {
    // Others would not hear a clock they know; "you have gone" makes the client say it again with the next one.
    held.tell(member, frameOf([{ clientId, clock: known, state: GONE }]))
  } else if (clock > known || stored?.owner !== member) {
    held.states.set(clientId, { clock: Math.max(clock, known), state, owner: member })
    held.note(clientId)
  }
}

const receive = <P extends Present>(held: Held<P>, member: P, frame: Uint8Array): void => {
  if (frame.length > held.limits.presenceFrameBytes) return
  let entries: PresenceEntry[]
  try {
    entries = readPresence(frame, (clientId, count) => mayBind(held, member, clientId, count))
  } catch {
    return
  }
  for (const entry of entries) {
    const state = entry.state.length > held.limits.presenceBytes ? null : named(entry.state, member.admission)
    if (state === null) continue
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

/**
 * Who is in the room. Every connection speaks for one client id, its own; the rest of what stock clients send (everybody
 * else's states, SYNC §0.8) is passed over in silence. Changes leave at most ten times a second, encoded once.
 */
export const createPresence = <P extends Present>({ limits, broadcast, tell }: Options<P>) => {
  let full: Uint8Array | null = null
  const ticker = createTicker(limits.presenceTickMs, (clientIds) =>
    broadcast(frameOf(clientIds.map((clientId) => entryOf(held, clientId)))),
  )
  const note = (clientId: number) => {
    full = null
    ticker.note(clientId)
  }
  const held: Held<P> = { limits, states: new Map(), clientOf: new Map(), gone: createMemory(), note, tell }

  return {
    receive: (member: P, frame: Uint8Array): void => receive(held, member, frame),
    leave: (member: P): void => leave(held, member),
    /** One frame for somebody who comes in; null when nobody is here. */
    all: (): Uint8Array | null => {
      if (held.states.size === 0) return null
      full ??= frameOf([...held.states.keys()].map((clientId) => entryOf(held, clientId)))
      return full
    },
    /** The person behind a client id that is present. */
    personOf: (clientId: number): string | undefined => held.states.get(clientId)?.owner.admission.person.id,
    count: () => held.states.size,
    stop: ticker.stop,
  }
}

export type Presence<P extends Present> = ReturnType<typeof createPresence<P>>
