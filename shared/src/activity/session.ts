import { type Changes, rowKey } from './changes.ts'
import { addSpan, countHeld, createIdSet, type IdSet, type Span } from './ranges.ts'

/** A gap of exactly this long still continues a session (DOMAIN §3.0). */
export const SESSION_GAP_MS = 30 * 60_000
/** From so many characters of change a session counts. */
export const CHARACTERS_THAT_COUNT = 50

/** One person's committed write, and what it did. */
export type Write = { seq: number; at: Date; personId: string; schoolId: string | null; changes: Changes }

/** An edit session while it may still grow (DOMAIN §3.0). */
export type Session = {
  personId: string
  schoolId: string | null
  firstSeq: number
  lastSeq: number
  startedAt: Date
  endedAt: Date
  inserted: number
  deleted: number
  /** Characters inserted and deleted again by the same person within the session. */
  undone: number
  /** What stood in a typed cell when the person first changed it, and what she left there. */
  cells: Map<string, { column: string; before: unknown; after: unknown }>
  /** Everything that she brought in during the session. */
  own: IdSet
}

export const openSession = ({ seq, at, personId, schoolId }: Write): Session => ({
  personId,
  schoolId,
  firstSeq: seq,
  lastSeq: seq,
  startedAt: at,
  endedAt: at,
  inserted: 0,
  deleted: 0,
  undone: 0,
  cells: new Map(),
  own: createIdSet(),
})

/** Whether a write belongs to the session: same workplace, and no gap longer than half an hour. */
export const doesContinue = (session: Session, write: Pick<Write, 'at' | 'schoolId'>): boolean =>
  session.schoolId === write.schoolId && write.at.getTime() - session.endedAt.getTime() <= SESSION_GAP_MS

/** Adds a write to its session. */
export const account = (session: Session, { seq, at, changes }: Write): void => {
  session.lastSeq = seq
  if (at > session.endedAt) session.endedAt = at
  for (const span of changes.integrated) addSpan(session.own, span)
  session.inserted += lengthOf(changes.inserted)
  session.deleted += lengthOf(changes.deleted)
  for (const span of changes.deleted) session.undone += countHeld(session.own, span)
  accountCells(session, changes)
}

const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, { length }) => sum + length, 0)

const accountCells = ({ cells, own }: Session, { cells: changed, removedRows }: Changes): void => {
  for (const { column, entry, before, after } of changed) {
    const key = `${column}/${entry}`
    cells.set(key, { column, before: cells.has(key) ? cells.get(key)?.before : before, after })
  }
  for (const row of removedRows) {
    const prefix = `${rowKey(row)}/`
    for (const key of cells.keys()) if (key.startsWith(prefix)) cells.delete(key)
    // A row that stood before the session takes its values with it; her own new row leaves as it came.
    if (countHeld(own, row) === 0) cells.set(prefix, { column: prefix, before: true, after: undefined })
  }
}

/** Characters added that still stand, and characters removed that stood before: inserted + deleted − 2 × undone. */
export const changeOf = ({ inserted, deleted, undone }: Pick<Session, 'inserted' | 'deleted' | 'undone'>) =>
  inserted + deleted - 2 * undone

/** Typed cells that hold another value at the session's end than before it. */
export const countCells = ({ cells }: Pick<Session, 'cells'>): number =>
  new Set(
    [...cells.values()]
      .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))
      .map(({ column }) => column),
  ).size

/** Whether the session is a meaningful act: at least 50 characters of change, or one typed cell (DOMAIN §3.0). */
export const doesCount = (session: Session): boolean =>
  changeOf(session) >= CHARACTERS_THAT_COUNT || countCells(session) > 0
