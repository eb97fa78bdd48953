import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import type { DemoCalendar } from './calendar.ts'
import type { Sitting } from './script.ts'
import type { SchoolCode } from './schools.ts'
import { typeStroke } from './typing.ts'

/** One row of the log before it has people's ids. */
export type HistoryRow = { update: Uint8Array; by: number; as: SchoolCode | undefined; at: Date }

/** Changes the document in one or more transactions; gives the characters of each, which is how long it takes. */
export type Step = (doc: Y.Doc) => number[]

/** One person's sitting as something that can be played. */
export type Play = Omit<Sitting, 'writes'> & { steps: Step[] }

/** A person thinks while she writes: a second and a half a character. */
const MS_PER_CHARACTER = 1500

export const playOf = ({ writes, ...sitting }: Sitting): Play => ({
  ...sitting,
  steps: writes.map((stroke) => (doc) => typeStroke(doc, stroke)),
})

/** The same person keeps the same Yjs client id in a document, so that a second load gives the same bytes. */
const clientIdOf = (document: string, person: number): number =>
  createHash('sha256').update(`${document}/${person}`).digest().readUInt32BE(0)

const performPlay = (shared: Y.Doc, document: string, play: Play, calendar: DemoCalendar): HistoryRow[] => {
  const own = new Y.Doc()
  Y.applyUpdate(own, Y.encodeStateAsUpdate(shared))
  // Yjs changes an id that it meets in a state it reads, so the person's own id is set afterwards.
  own.clientID = clientIdOf(document, play.by)
  const updates: Uint8Array[] = []
  own.on('update', (update: Uint8Array) => updates.push(update))
  const lengths = play.steps.flatMap((step) => step(own))
  let at = calendar.moment(play.on, play.at).getTime()
  return updates.map((update, index) => {
    at += (lengths[index] ?? 0) * MS_PER_CHARACTER
    Y.applyUpdate(shared, update)
    return { update, by: play.by, as: play.as, at: new Date(at) }
  })
}

/** Plays the sittings over the seeded document; two that overlap in time interleave in the log as they did on the wire. */
export const performPlays = (
  seed: Uint8Array,
  document: string,
  plays: Play[],
  calendar: DemoCalendar,
): HistoryRow[] => {
  const shared = new Y.Doc()
  Y.applyUpdate(shared, seed)
  return plays
    .flatMap((play) => performPlay(shared, document, play, calendar))
    .sort((one, other) => one.at.getTime() - other.at.getTime())
}
