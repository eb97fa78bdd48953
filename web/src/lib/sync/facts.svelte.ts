import { closeCodes, type CloseReason } from 'shared/protocol/close'
import type { Connection } from './connection.svelte.ts'
import { nextChange, statusOf, type Keeping, type RoomFacts, type RoomStatus } from './status.ts'

const reasonByCode = new Map<number, CloseReason>(
  (Object.entries(closeCodes) as [CloseReason, number][]).map(([reason, code]) => [code, reason]),
)

/** The reason behind a close code; null for a connection that was merely lost. */
export const closeReasonOf = (code: number | undefined): CloseReason | null =>
  reasonByCode.get(code ?? 0) ?? null

const ends: ReadonlySet<CloseReason | null> = new Set([
  'signedOut',
  'accessWithdrawn',
  'absent',
  'tooLarge',
  'olderClient',
] as const)

const NEWS_STAYS = 30_000

export type Start = {
  canWrite: boolean
  canComment: boolean
  keeping: Keeping
  /** When the server last saved the document, before this visit. */
  savedAt: Date | null
}

const startFacts = ({ canWrite, canComment, keeping, savedAt }: Start): RoomFacts => ({
  opened: false,
  synced: false,
  connected: false,
  offline: false,
  canWrite,
  canComment,
  edits: 0,
  waitingSince: null,
  savedAt: savedAt?.getTime() ?? null,
  canCommit: true,
  cannotCommitSince: null,
  slow: false,
  exchanging: false,
  keeping,
  unkept: 0,
  unkeptSince: null,
  diskFull: false,
  closed: null,
  closedSince: null,
  refused: null,
  merged: null,
})

export type Facts = {
  readonly status: RoomStatus
  /** True while what is typed here will reach the server sooner or later. */
  readonly writable: boolean
  /** Nothing comes or goes any more: signed out, access withdrawn, the document gone or full, this page too old. */
  readonly ended: boolean
  readonly known: RoomFacts
  learn: (change: Partial<RoomFacts>) => void
  /** News to be read: stands for a while beside the writing, or until it is seen. */
  tell: (news: Pick<Partial<RoomFacts>, 'merged' | 'refused'>) => void
  seen: () => void
  stop: () => void
}

/** What a room knows, as runes: the status changes with the facts, with the connection and with the clock. */
export const createFacts = (start: Start, connection: Connection): Facts => {
  let own = $state.raw(startFacts(start))
  let now = $state(Date.now())
  const known = $derived({
    ...own,
    connected: own.connected && connection.connected,
    offline: connection.offline,
    slow: connection.slow,
    exchanging: own.exchanging && !own.connected,
  })
  const status = $derived(statusOf(known, now))
  const stop = $effect.root(() => {
    $effect(() => {
      const next = nextChange(status, known)
      if (next === null) return
      const timer = setTimeout(() => (now = Date.now()), Math.max(0, next - Date.now()))
      return () => clearTimeout(timer)
    })
  })
  const learn = (change: Partial<RoomFacts>) => (own = { ...own, ...change })
  const seen = () => learn({ merged: null, refused: null })
  let reading: ReturnType<typeof setTimeout> | undefined
  return {
    get status() {
      return status
    },
    get writable() {
      const { canWrite, closed } = known
      return canWrite && !ends.has(closed) && status.kind !== 'cannotCommitLong'
    },
    get ended() {
      return ends.has(known.closed)
    },
    get known() {
      return known
    },
    learn,
    tell: (news) => {
      clearTimeout(reading)
      learn(news)
      reading = setTimeout(seen, NEWS_STAYS)
    },
    seen,
    stop: () => {
      clearTimeout(reading)
      stop()
    },
  }
}
