import type { RoomStatus, StatusKind } from './status.ts'

export type StatusIcon =
  | 'CloudAlert'
  | 'CloudCheck'
  | 'CloudOff'
  | 'CloudUpload'
  | 'Eye'
  | 'Lock'
  | 'LogIn'
  | 'RefreshCw'
  | 'ServerOff'

type Look = {
  icon: StatusIcon
  tone: 'quiet' | 'done' | 'warn' | 'late'
  actions: readonly ('show' | 'signIn' | 'download' | 'reopen' | 'copyBack' | 'reload')[]
}

/** Icon and words first, colour second (UX §9). */
const looks: Record<StatusKind, Look> = {
  opening: { icon: 'RefreshCw', tone: 'quiet', actions: [] },
  saved: { icon: 'CloudCheck', tone: 'done', actions: [] },
  sending: { icon: 'CloudUpload', tone: 'quiet', actions: [] },
  waiting: { icon: 'CloudUpload', tone: 'warn', actions: [] },
  waitingExchange: { icon: 'CloudUpload', tone: 'warn', actions: [] },
  cannotCommit: { icon: 'ServerOff', tone: 'warn', actions: ['download'] },
  cannotCommitLong: { icon: 'ServerOff', tone: 'warn', actions: ['download'] },
  offline: { icon: 'CloudOff', tone: 'warn', actions: [] },
  reconnecting: { icon: 'RefreshCw', tone: 'quiet', actions: [] },
  merged: { icon: 'CloudCheck', tone: 'done', actions: ['show'] },
  readOnly: { icon: 'Eye', tone: 'quiet', actions: [] },
  signedOut: { icon: 'LogIn', tone: 'late', actions: ['signIn', 'download'] },
  accessWithdrawn: { icon: 'Lock', tone: 'late', actions: ['download'] },
  absent: { icon: 'CloudAlert', tone: 'late', actions: ['download', 'reopen'] },
  tooLarge: { icon: 'CloudAlert', tone: 'late', actions: ['copyBack', 'download'] },
  refused: { icon: 'CloudAlert', tone: 'late', actions: ['copyBack'] },
  olderClient: { icon: 'RefreshCw', tone: 'warn', actions: ['reload'] },
  restarting: { icon: 'ServerOff', tone: 'warn', actions: [] },
  roomFull: { icon: 'Eye', tone: 'warn', actions: [] },
  diskFull: { icon: 'CloudAlert', tone: 'warn', actions: ['download'] },
}

export const toneOf = ({ kind }: RoomStatus): Look => looks[kind]

const quiet: ReadonlySet<StatusKind> = new Set<StatusKind>([
  'opening',
  'saved',
  'sending',
  'waitingExchange',
  'readOnly',
])

/** Said only in writing: saving comes and goes with every word and must not be read out. */
export const isQuiet = ({ kind }: RoomStatus): boolean => quiet.has(kind)

/** The network is in the way: what it lets through can be looked at. */
export const asksForCheck = (status: RoomStatus): boolean =>
  status.kind === 'offline' ||
  status.kind === 'waiting' ||
  status.kind === 'waitingExchange' ||
  (status.kind === 'saved' && status.way !== 'quick')
