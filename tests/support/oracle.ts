import type { Sql } from 'db/connect'
import { unpackUpdates } from 'shared/protocol/row'
import * as Y from 'yjs'

// The participation figures told a second time, straight from the log and the comments, as plainly as can be: every living
// character is looked at before and after each row. Slow, and sharing no code with what it checks (DOMAIN §3.0 to §3.9).

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

type Row = {
  document: string
  data: Uint8Array
  person: string | null
  school: string | null
  seeded: boolean
  at: Date
}
type Sitting = {
  document: string
  person: string
  school: string | null
  start: number
  end: number
  added: Set<string>
  removed: Set<string>
  first: Map<string, unknown>
  last: Map<string, unknown>
}
export type Told = Pick<Sitting, 'document' | 'person' | 'school' | 'start' | 'end'> & {
  day: string
  week: string
  change: number
  /** True for a comment. */
  isTalk: boolean
}

const living = (doc: Y.Doc): Set<string> => {
  const ids = new Set<string>()
  for (const [client, structs] of doc.store.clients)
    for (const struct of structs)
      if (!struct.deleted && struct instanceof Y.Item && struct.content instanceof Y.ContentString)
        for (let n = 0; n < struct.length; n++) ids.add(`${client} ${struct.id.clock + n}`)
  return ids
}
const choices = (doc: Y.Doc): Map<string, unknown> => new Map(doc.getMap('fields').entries())
const missing = (from: Set<string>, other: Set<string>) => [...from].filter((id) => !other.has(id))

/** Days and weeks of the municipality, UTC+5 all year round. */
const dayOf = (at: number): string => new Date(at + 5 * 60 * MINUTE).toISOString().slice(0, 10)
const weekOf = (day: string): string => {
  let at = Date.parse(day)
  while (new Date(at).getUTCDay() !== 1) at -= DAY
  return new Date(at).toISOString().slice(0, 10)
}

const tellDocument = (rows: readonly Row[]): Sitting[] => {
  const doc = new Y.Doc()
  const sittings: Sitting[] = []
  for (const row of rows) {
    const [text, values, bytes] = [living(doc), choices(doc), Y.encodeStateAsUpdate(doc)]
    for (const update of unpackUpdates(row.data)) Y.applyUpdate(doc, update)
    const isNews = Buffer.compare(bytes, Y.encodeStateAsUpdate(doc)) !== 0
    if (row.person === null || row.seeded || !isNews) continue
    const at = row.at.getTime()
    const own = sittings.filter(({ person }) => person === row.person)
    let sitting = own[own.length - 1]
    if (!sitting || at - sitting.end > 30 * MINUTE || sitting.school !== row.school) {
      sitting = {
        ...{ document: row.document, person: row.person, school: row.school, start: at, end: at },
        ...{ added: new Set(), removed: new Set(), first: new Map(), last: new Map() },
      }
      sittings.push(sitting)
    }
    sitting.end = at
    const now = living(doc)
    for (const id of missing(now, text)) sitting.added.add(id)
    for (const id of missing(text, now)) if (!sitting.added.delete(id)) sitting.removed.add(id)
    for (const [key, value] of choices(doc))
      if (values.get(key) !== value) {
        if (!sitting.first.has(key)) sitting.first.set(key, values.get(key))
        sitting.last.set(key, value)
      }
  }
  return sittings
}

const isAct = (sitting: Sitting): boolean =>
  sitting.added.size + sitting.removed.size >= 50 ||
  [...sitting.last].some(([key, value]) => sitting.first.get(key) !== value)

/** Every session that counts in these documents, oldest first. */
export const tellSessions = async (sql: Sql, documents: readonly string[]): Promise<Told[]> => {
  const told: Told[] = []
  for (const document of documents) {
    const rows = await sql<Row[]>`
      select document_id as document, data, person_id as person, school_id as school, seeded,
        to_json(at)#>>'{}' as at from document_update where document_id = ${document} order by seq`
    const dated = rows.map((row) => ({ ...row, at: new Date(row.at) }))
    for (const { person, school, start, end, added, removed } of tellDocument(dated).filter(isAct)) {
      const day = dayOf(start)
      const change = added.size + removed.size
      told.push({ document, person, school, start, end, day, week: weekOf(day), change, isTalk: false })
    }
  }
  return told.sort((a, b) => a.start - b.start || (a.document < b.document ? -1 : 1))
}

/** Every comment in these documents that nobody took back. */
export const tellComments = async (sql: Sql, documents: readonly string[]): Promise<Told[]> => {
  const said = await sql<{ document: string; person: string; school: string | null; at: string }[]>`
    select document_id as document, person_id as person, school_id as school, to_json(at)#>>'{}' as at
    from comment join comment_thread on comment_thread.id = thread_id
    where deleted_at is null and document_id = any(${[...documents]}::uuid[])`
  return said.map(({ document, person, school, at }) => {
    const start = Date.parse(at)
    const day = dayOf(start)
    return { document, person, school, start, end: start, day, week: weekOf(day), change: 0, isTalk: true }
  })
}

const firstOf = (list: readonly Told[], most: number, keyOf: (told: Told) => string): Told[] => {
  const kept: Told[] = []
  for (const told of list)
    if (kept.filter((earlier) => keyOf(earlier) === keyOf(told)).length < most) kept.push(told)
  return kept
}
const threeEach = (list: readonly Told[]) => firstOf(list, 3, (s) => s.person + s.document + s.day)
const fiveEach = (list: readonly Told[]) => firstOf(list, 5, (s) => s.person + s.day)
const written = (list: readonly Told[]) => list.filter(({ isTalk }) => !isTalk)
/** Writing and talk together, five a day in the order of the day. */
const actsIn = (list: readonly Told[]) =>
  fiveEach(
    [...threeEach(written(list)), ...list.filter(({ isTalk }) => isTalk)].sort((a, b) => a.start - b.start),
  )
const count = (values: Iterable<unknown>): number => new Set(values).size

type Span = readonly [from: string, to: string]
const within = (list: readonly Told[], [from, to]: Span) => list.filter(({ day }) => from <= day && day <= to)

const daysOf = (acts: readonly Told[], person: string) =>
  count(acts.filter((act) => act.person === person).map(({ day }) => day))

export const activeIn = (all: readonly Told[], members: readonly string[], span: Span): string[] => {
  const acts = actsIn(within(all, span).filter(({ person }) => members.includes(person)))
  return members.filter((person) => daysOf(acts, person) >= 2)
}

const areApart = (a: Told, b: Told) =>
  a.document === b.document &&
  a.week === b.week &&
  a.person !== b.person &&
  a.school !== null &&
  b.school !== null &&
  a.school !== b.school

/** `${week} ${document}` of each cross-school document-week; with `minutes` only those that overlap so long. */
export const crossings = (sessions: readonly Told[], minutes?: number): string[] => {
  const found = new Set<string>()
  for (const a of sessions)
    for (const b of sessions)
      if (areApart(a, b)) {
        const overlap = Math.min(a.end, b.end) - Math.max(a.start, b.start)
        if (minutes === undefined || overlap >= minutes * MINUTE) found.add(`${a.week} ${a.document}`)
      }
  return [...found]
}

/** What the report has to say of a window. */
export const tellReport = (
  all: readonly Told[],
  window: { span: Span; before: Span; members: readonly string[]; membersBefore: readonly string[] | null },
) => {
  const { span, before, members, membersBefore } = window
  const own = within(all, span).filter(({ person }) => members.includes(person))
  const sessions = threeEach(written(own))
  const acts = actsIn(own)
  const active = activeIn(all, members, span)
  const activeBefore = membersBefore && activeIn(all, membersBefore, before)
  const documents = [...new Set(sessions.map(({ document }) => document))]
  const breadths = documents
    .map((document) =>
      count(sessions.filter((s) => s.document === document && s.school).map((s) => s.school)),
    )
    .sort((a, b) => a - b)
  const middle = [breadths[(breadths.length - 1) >> 1] ?? 0, breadths[breadths.length >> 1] ?? 0]
  return {
    active: active.length,
    occasional: members.filter((person) => daysOf(acts, person) === 1).length,
    previous: activeBefore?.length ?? null,
    returned: activeBefore?.filter((person) => active.includes(person)).length ?? null,
    acts: acts.length,
    activeSchools: count(acts.filter((a) => a.school && active.includes(a.person)).map((a) => a.school)),
    actedFor: [...new Set(acts.flatMap(({ school }) => school ?? []))],
    documents: {
      coEdited: count(crossings(sessions).map((key) => key.slice(11))),
      active: documents.length,
      weeks: crossings(sessions).length,
      synchronous: crossings(sessions, 2).length,
      breadth: documents.length === 0 ? null : ((middle[0] ?? 0) + (middle[1] ?? 0)) / 2,
    },
    cell: (school: string | null, week: string) =>
      acts.filter((act) => act.school === school && act.week === week).length,
  }
}

/** Weeks in which schools wrote together up to a day, for the whole life of the community. */
export const crossingWeeks = (all: readonly Told[], members: readonly string[], until: string): string[] => {
  const sessions = threeEach(
    within(written(all), ['0', until]).filter(({ person }) => members.includes(person)),
  )
  return [...new Set(crossings(sessions).map((key) => key.slice(0, 10)))].sort()
}
