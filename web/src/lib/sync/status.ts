import type { RejectionReason } from 'shared/protocol/acknowledgement'
import type { CloseReason } from 'shared/protocol/close'

/** Where edits wait while there is no connection. */
export type Keeping = 'here' | 'tab'

/** What carries the edits: a WebSocket, long-polling, or single requests (SPEC X). */
export type Way = 'quick' | 'slow' | 'exchange'

/** All that the line under a document may say (UX §9). `edits` are those without acknowledgement. */
export type RoomStatus =
  | { kind: 'opening' }
  | { kind: 'saved'; at: Date | null; way: Way }
  | { kind: 'sending' }
  | { kind: 'waiting'; edits: number }
  | { kind: 'waitingExchange'; edits: number }
  | { kind: 'cannotCommit'; edits: number }
  | { kind: 'cannotCommitLong'; edits: number }
  | { kind: 'offline'; edits: number; keeping: Keeping | 'reading' }
  | { kind: 'reconnecting' }
  | { kind: 'merged'; places: readonly string[] }
  | { kind: 'readOnly'; comment: boolean }
  | { kind: 'signedOut'; edits: number }
  | { kind: 'accessWithdrawn'; edits: number }
  | { kind: 'absent' }
  | { kind: 'tooLarge' }
  | { kind: 'refused'; reason: RejectionReason }
  | { kind: 'olderClient'; edits: number }
  | { kind: 'restarting'; edits: number }
  | { kind: 'roomFull' }
  | { kind: 'diskFull' }

export type StatusKind = RoomStatus['kind']

/** What a room knows about itself; times are milliseconds of one clock. */
export type RoomFacts = {
  /** Text has come from the server, or from this computer's own copy. */
  opened: boolean
  /** The server has told all it knows on this connection. */
  synced: boolean
  connected: boolean
  /** The network itself is known to be gone, or attempts have failed for a while. */
  offline: boolean
  canWrite: boolean
  canComment: boolean
  edits: number
  /** When the oldest of the waiting edits was made. */
  waitingSince: number | null
  savedAt: number | null
  canCommit: boolean
  cannotCommitSince: number | null
  slow: boolean
  /** There is no line, and the last exchange by a single request worked. */
  exchanging: boolean
  keeping: Keeping
  /** Edits made in this tab that this computer's copy has not committed yet. */
  unkept: number
  /** When the oldest of these was made. */
  unkeptSince: number | null
  diskFull: boolean
  closed: CloseReason | null
  closedSince: number | null
  refused: RejectionReason | null
  merged: readonly string[] | null
}

/** Until then the line counts what the copy has; after it, the copy is not to be trusted. */
export const KEPT_LATE_AFTER = 1_000
export const WAITING_AFTER = 5_000
export const CANNOT_COMMIT_LONG_AFTER = 60_000
export const RESTART_LASTS = 30_000

const ending = ({ closed, edits }: RoomFacts): RoomStatus | null => {
  if (closed === 'signedOut' || closed === 'accessWithdrawn' || closed === 'olderClient')
    return { kind: closed, edits }
  if (closed === 'absent' || closed === 'tooLarge') return { kind: closed }
  return null
}

const restarts = ({ closed, closedSince }: RoomFacts, now: number): boolean =>
  closed === 'restarting' && now - (closedSince ?? now) < RESTART_LASTS

/** Says of no edit that it is kept here before the copy has it. */
const offlineWriting = (facts: RoomFacts, now: number): RoomStatus => {
  const { diskFull, edits, keeping, unkept, unkeptSince } = facts
  if (diskFull && edits > 0) return { kind: 'diskFull' }
  const isLate = now - (unkeptSince ?? now) >= KEPT_LATE_AFTER
  if (keeping === 'tab' || isLate) return { kind: 'offline', edits, keeping: 'tab' }
  return { kind: 'offline', edits: Math.max(0, edits - unkept), keeping }
}

const withoutConnection = (facts: RoomFacts, now: number): RoomStatus => {
  const { canWrite, closed, edits, offline, opened } = facts
  if (restarts(facts, now)) return { kind: 'restarting', edits }
  if (closed === 'roomFull') return { kind: 'roomFull' }
  if (facts.exchanging) return exchanging(facts, now)
  if (offline && !canWrite) return { kind: 'offline', edits: 0, keeping: 'reading' }
  if (offline) return offlineWriting(facts, now)
  return opened ? { kind: 'reconnecting' } : { kind: 'opening' }
}

const withEdits = (facts: RoomFacts, now: number): RoomStatus => {
  const since = facts.waitingSince ?? now
  return now - since >= WAITING_AFTER ? { kind: 'waiting', edits: facts.edits } : { kind: 'sending' }
}

const withoutCommit = ({ cannotCommitSince, edits }: RoomFacts, now: number): RoomStatus =>
  now - (cannotCommitSince ?? now) >= CANNOT_COMMIT_LONG_AFTER
    ? { kind: 'cannotCommitLong', edits }
    : { kind: 'cannotCommit', edits }

const atRest = (facts: RoomFacts): RoomStatus => {
  if (facts.refused === 'tooLarge') return { kind: 'tooLarge' }
  if (facts.refused) return { kind: 'refused', reason: facts.refused }
  if (facts.merged) return { kind: 'merged', places: facts.merged }
  const at = facts.savedAt === null ? null : new Date(facts.savedAt)
  return { kind: 'saved', at, way: facts.exchanging ? 'exchange' : facts.slow ? 'slow' : 'quick' }
}

/** The third way: what is written waits for its turn, and the line says how long that may be. */
const exchanging = (facts: RoomFacts, now: number): RoomStatus => {
  if (!facts.opened) return { kind: 'opening' }
  if (!facts.canWrite) return { kind: 'readOnly', comment: facts.canComment }
  if (!facts.canCommit) return withoutCommit(facts, now)
  return facts.edits > 0 ? { kind: 'waitingExchange', edits: facts.edits } : atRest(facts)
}

/** What becomes of edits when their page is left: `waits` they would be gone, `never` and no waiting saves them. */
export type Loss = 'none' | 'waits' | 'never'

export const lossOf = (facts: RoomFacts): Loss => {
  const { canCommit, closed, connected, diskFull, edits, keeping, unkept } = facts
  const isKept = keeping === 'here' && unkept === 0 && !diskFull
  const isOnItsWay = connected && canCommit
  if (edits === 0 || isKept || isOnItsWay) return 'none'
  return closed === 'accessWithdrawn' || closed === 'absent' || closed === 'tooLarge' ? 'never' : 'waits'
}

/** The one thing to say now. "Saved" only when the server has told all and nothing is without acknowledgement. */
export const statusOf = (facts: RoomFacts, now: number): RoomStatus => {
  const end = ending(facts)
  if (end) return end
  if (!facts.connected) return withoutConnection(facts, now)
  if (!facts.synced) return facts.opened ? { kind: 'reconnecting' } : { kind: 'opening' }
  if (!facts.canWrite) return { kind: 'readOnly', comment: facts.canComment }
  if (!facts.canCommit) return withoutCommit(facts, now)
  if (facts.edits > 0) return withEdits(facts, now)
  return atRest(facts)
}

/** When the status may change by the mere passing of time; null when it cannot. */
export const nextChange = (status: RoomStatus, facts: RoomFacts): number | null => {
  const { kind } = status
  if (kind === 'sending') return (facts.waitingSince ?? 0) + WAITING_AFTER
  if (kind === 'cannotCommit') return (facts.cannotCommitSince ?? 0) + CANNOT_COMMIT_LONG_AFTER
  if (kind === 'restarting') return (facts.closedSince ?? 0) + RESTART_LASTS
  if (kind === 'offline' && status.keeping === 'here' && facts.unkeptSince !== null)
    return facts.unkeptSince + KEPT_LATE_AFTER
  return null
}
