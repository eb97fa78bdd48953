import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import type { DemoCalendar } from './calendar.ts'
import type { Sitting } from './script.ts'
import type { SchoolCode } from './schools.ts'
import { typeStroke } from './typing.ts'

/** One row of the log before it has people's ids. */
export type HistoryRow = { update: Uint8Array; by: number; as: SchoolCode | undefined; at: Date }

/** A person thinks while she writes: about a second a character. */
const MS_PER_CHARACTER = 900

/** The same person keeps the same Yjs client id in a document, so that a second load gives the same bytes. */
export const clientIdOf = (document: string, person: number): number =>
  createHash('sha256').update(`${document}/${person}`).digest().readUInt32BE(0)

const writeSitting = (
  shared: Y.Doc,
  document: string,
  sitting: Sitting,
  calendar: DemoCalendar,
): HistoryRow[] => {
  const own = new Y.Doc()
  own.clientID = clientIdOf(document, sitting.by)
  Y.applyUpdate(own, Y.encodeStateAsUpdate(shared))
  const updates: Uint8Array[] = []
  own.on('update', (update: Uint8Array) => updates.push(update))
  const lengths = sitting.writes.flatMap((stroke) => typeStroke(own, stroke))
  let at = calendar.moment(sitting.on, sitting.at).getTime()
  return updates.map((update, index) => {
    at += (lengths[index] ?? 0) * MS_PER_CHARACTER
    Y.applyUpdate(shared, update)
    return { update, by: sitting.by, as: sitting.as, at: new Date(at) }
  })
}

/** Plays the sittings over the seeded document; two that overlap in time interleave in the log as they did on the wire. */
export const writeHistory = (
  seed: Uint8Array[],
  document: string,
  sittings: Sitting[],
  calendar: DemoCalendar,
): HistoryRow[] => {
  const shared = new Y.Doc()
  for (const update of seed) Y.applyUpdate(shared, update)
  return sittings
    .flatMap((sitting) => writeSitting(shared, document, sitting, calendar))
    .sort((one, other) => one.at.getTime() - other.at.getTime())
}
