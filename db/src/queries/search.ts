import { and, desc, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import type { DocumentFilters } from 'shared/search/inputs'
import { fold } from 'shared/search/fold'
import { HIT_END, HIT_START } from 'shared/search/hits'
import type { Query, Term } from 'shared/search/query'
import type { Db } from '../connect.ts'
import { communities } from '../schema/communities.ts'
import { documents, documentVisits } from '../schema/documents.ts'
import { communityWord } from './searchTexts.ts'

/** Of so many documents that fit, the newest and those that say it in their title, the order is found. */
const RANKED_MOST = 400

const joined = (parts: SQL[], sign: SQL): SQL =>
  parts.length === 0 ? sql`''::tsquery` : sql`(${sql.join(parts, sign)})`

const termOf = ({ words, phrase }: Term): SQL => {
  const text = words.join(' ')
  return phrase ? sql`phraseto_tsquery('russian', ${text})` : sql`plainto_tsquery('russian', ${text})`
}

/** The word that is being typed: its forms, and every word that begins so. */
const openTerm = (open: string): SQL =>
  sql`(plainto_tsquery('russian', ${open}) || to_tsquery('simple', ${`'${open}':*`}))`

const positives = ({ wanted, open }: Query): SQL[] => {
  if (open === null) return wanted.map(termOf)
  const last = wanted.at(-1)
  const before = last ? [...wanted.slice(0, -1), { ...last, words: last.words.slice(0, -1) }] : []
  return [...before.filter(({ words }) => words.length > 0).map(termOf), openTerm(open)]
}

/** All that is wanted and nothing that is not. */
const everyOf = (query: Query): SQL =>
  sql.join(
    [joined(positives(query), sql` && `), ...query.unwanted.map((term) => sql`!!${termOf(term)}`)],
    sql` && `,
  )

/** Any of the wanted words: what is marked in a text. */
const anyOf = (query: Query): SQL => joined(positives(query), sql` || `)

const isEmpty = (query: Query): boolean => query.wanted.length === 0

const scopeOf = (communityIds: readonly string[]): string =>
  communityIds.map((id) => `'${communityWord(id)}'`).join(' | ')

const schoolWrote = (school: string) =>
  sql`exists (select from document_author author where author.document_id = document.id and author.school_id = ${school})`

const headerSays = (condition: SQL) =>
  sql`exists (select from search_text header where header.document_id = document.id
    and header.source = 'text' and header.portion = 0 and ${condition})`

/** The filters of lists of documents as conditions on `document`. */
export const filtersOf = ({ kind, state, community, school, subject, grade }: DocumentFilters): SQL[] => [
  ...(kind ? [eq(documents.kind, kind)] : []),
  ...(state ? [eq(documents.state, state)] : []),
  ...(community ? [eq(documents.communityId, community)] : []),
  ...(school ? [schoolWrote(school)] : []),
  ...(subject ? [headerSays(sql`strpos(header.subject, ${fold(subject).trim()}) > 0`)] : []),
  ...(grade ? [headerSays(sql`header.grades @> array[${grade}::int]`)] : []),
]

/** What may be found at all: not in the trash, of communities that the asker may read. */
const readable = (communityIds: readonly string[], filters: DocumentFilters): SQL =>
  sql.join(
    [inArray(documents.communityId, [...communityIds]), isNull(documents.trashedAt), ...filtersOf(filters)],
    sql` and `,
  )

type Asked = { query: Query; communityIds: readonly string[]; filters: DocumentFilters }
type Page = { from: number; most: number }

/**
 * Ids of documents that hold every word, the best first: title before headings and header fields, those before the rest.
 */
export const findDocuments = async (
  db: Db,
  { query, communityIds, filters }: Asked,
  { from, most }: Page,
): Promise<string[]> => {
  if (isEmpty(query) || communityIds.length === 0) return []
  const rows = await db.execute<{ id: string }>(sql`
    with asked as materialized (
      select ${everyOf(query)} as wish, (${scopeOf(communityIds)})::tsquery && (${everyOf(query)}) as scoped),
    found as materialized (
      select document.id, bool_or(text.face @@ asked.wish) as titled,
        coalesce(document.edited_at, document.created_at) as moment
      from asked, search_text text join document on document.id = text.document_id
      where numnode(asked.wish) > 0 and (text.face || text.words) @@ asked.scoped
        and ${readable(communityIds, filters)}
      group by document.id order by titled desc, moment desc, document.id limit ${RANKED_MOST})
    select found.id from found, asked, lateral (
      select max(ts_rank(text.face || text.words, asked.wish)) as rank
      from search_text text where text.document_id = found.id) as ranked
    order by titled desc, rank desc nulls last, moment desc, found.id limit ${most} offset ${from}`)
  return rows.map(({ id }) => id)
}

/** Shorter words resemble too many others. */
const RESEMBLING_LETTERS = 4
/** Shared triples of all triples: two wrong letters in a word of ten are near it. */
const RESEMBLING = '0.4'

/** Ids of documents whose title has a word like each one that was typed, the most alike first. Needs pg_trgm. */
export const findResembling = async (
  db: Db,
  typed: readonly string[],
  { communityIds, filters }: Omit<Asked, 'query'>,
  most: number,
): Promise<string[]> => {
  const words = typed.filter((word) => word.length >= RESEMBLING_LETTERS)
  if (words.length === 0 || communityIds.length === 0) return []
  const alike = words.map((word) => sql`${word} <% text.title`)
  const degrees = words.map((word) => sql`word_similarity(${word}, text.title)`)
  const rows = await db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('pg_trgm.word_similarity_threshold', ${RESEMBLING}, true)`)
    return tx.execute<{ id: string }>(sql`
      select document.id from search_text text join document on document.id = text.document_id
      where text.source = 'text' and text.portion = 0 and ${sql.join(alike, sql` and `)}
        and ${readable(communityIds, filters)}
      order by ${sql.join(degrees, sql` + `)} desc, document.id limit ${most}`)
  })
  return rows.map(({ id }) => id)
}

export type FragmentRow = { documentId: string; place: string; anchor: string; text: string }

/** The places in these documents that say most of what is wanted; `each` of every document. */
export const findFragments = async (
  db: Db,
  query: Query,
  documentIds: readonly string[],
  each: number,
): Promise<FragmentRow[]> => {
  if (isEmpty(query) || documentIds.length === 0) return []
  return db.execute<FragmentRow>(sql`
    with asked as materialized (select ${anyOf(query)} as wish)
    select document.id as "documentId", best.place, best.anchor, best.text
    from document, asked, lateral (
      select place, anchor, text from search_fragment fragment
      where fragment.document_id = document.id and fragment.words @@ asked.wish
      order by ts_rank(fragment.words, asked.wish) desc, fragment.source desc, fragment.position limit ${each}) as best
    where ${inArray(documents.id, [...documentIds])}`)
}

export type ActionFound = {
  documentId: string
  documentTitle: string
  actionId: string
  status: string
  dateTo: string | null
  text: string
}

/** Rows of readable roadmaps that hold every word; one row once, the best first. */
export const findActions = async (
  db: Db,
  { query, communityIds, filters }: Asked,
  most: number,
): Promise<ActionFound[]> => {
  if (isEmpty(query) || communityIds.length === 0) return []
  return db.execute<ActionFound>(sql`
    with asked as materialized (select ${everyOf(query)} as wish)
    select document.id as "documentId", document.title as "documentTitle", action.action_id as "actionId",
      action.status, action.date_to as "dateTo", (array_agg(fragment.text order by fragment.position))[1] as text
    from asked, search_fragment fragment
    join document on document.id = fragment.document_id
    join roadmap_action action on action.document_id = document.id and action.action_id::text = fragment.anchor
    where fragment.place = 'action' and numnode(asked.wish) > 0 and fragment.words @@ asked.wish
      and ${readable(communityIds, filters)}
    group by document.id, action.document_id, action.action_id
    order by max(ts_rank(fragment.words, asked.wish)) desc, action.date_to, action.action_id limit ${most}`)
}

const MARKING = `HighlightAll=true, StartSel=${HIT_START}, StopSel=${HIT_END}`

/** The folded texts with a mark before and behind every word that was wanted, in the same order. */
export const markHits = async (db: Db, query: Query, texts: readonly string[]): Promise<string[]> => {
  if (isEmpty(query) || texts.length === 0) return [...texts]
  const folded = sql.param(texts.map(fold))
  const rows = await db.execute<{ marked: string }>(sql`
    with asked as materialized (select ${anyOf(query)} as wish)
    select ts_headline('russian', text, asked.wish, ${MARKING}) as marked
    from asked, unnest(${folded}::text[]) with ordinality as given (text, place) order by place`)
  return rows.map(({ marked }) => marked)
}

export type VisiblePerson = {
  id: string
  lastName: string
  firstName: string
  patronymic: string
  /** One that both belong to. */
  communityId: string | null
}

/** People whom the asker may see: who shares a community or a school with her today (DESIGN §5), and herself. */
export const listVisiblePeople = (db: Db, personId: string) =>
  db.execute<VisiblePerson>(sql`
    with day as (select id as network_id, (now() at time zone time_zone)::date as today from network),
    hers as materialized (
      select community_id, today from community_member
      join community on community.id = community_id join day on day.network_id = community.network_id
      where person_id = ${personId} and (left_on is null or left_on > today)),
    school_of_hers as materialized (
      select school_id, today from employment
      join school on school.id = school_id join day on day.network_id = school.network_id
      where person_id = ${personId} and (until is null or until > today)),
    seen as (
      select member.person_id, member.community_id from hers
      join community_member member on member.community_id = hers.community_id
      where member.left_on is null or member.left_on > hers.today
      union all
      select colleague.person_id, null from school_of_hers
      join employment colleague on colleague.school_id = school_of_hers.school_id
      where colleague.until is null or colleague.until > school_of_hers.today)
    select person.id, last_name as "lastName", first_name as "firstName", patronymic,
      min(seen.community_id::text) as "communityId"
    from seen join person on person.id = seen.person_id
    where person.state = 'active'
    group by person.id order by last_name, first_name, person.id`)

/** Documents the person was in lately and may still read. */
export const listRecent = (db: Db, personId: string, communityIds: readonly string[], most: number) =>
  db
    .select({
      id: documents.id,
      kind: documents.kind,
      title: documents.title,
      communityName: communities.name,
    })
    .from(documentVisits)
    .innerJoin(documents, eq(documents.id, documentVisits.documentId))
    .innerJoin(communities, eq(communities.id, documents.communityId))
    .where(
      and(
        eq(documentVisits.personId, personId),
        inArray(documents.communityId, [...communityIds]),
        isNull(documents.trashedAt),
      ),
    )
    .orderBy(desc(documentVisits.lastAt))
    .limit(most)
