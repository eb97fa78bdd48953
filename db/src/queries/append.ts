import { must } from 'shared/must'
import type { Sql } from '../connect.ts'

/** What one person of one school added to one document while the last commit ran. */
export type Append = {
  documentId: string
  /** Generation and rights under which the updates were judged. */
  gen: number
  aclEpoch: number
  personId: string
  schoolId: string | null
  /** `packUpdates` of the accepted updates, in order. */
  data: Uint8Array
}

/** `busy`: another transaction holds the document's row; nothing was written for it, ask again. */
export type AppendRefusal = 'absent' | 'gen' | 'trashed' | 'epoch' | 'busy'
export type Appended = { seq: number } | { refused: AppendRefusal }

type Parameters = { ids: string; gens: string; epochs: string; people: string; schools: string; data: string }
type Answer = { n: string; seq: string | null; refusal: AppendRefusal | null }

// Arrays travel as their text form: one prepared statement, whatever the driver knows about array types.
const list = (values: readonly (string | number | null)[]): string =>
  `{${values.map((value) => value ?? 'NULL').join(',')}}`

const hex = (data: Uint8Array): string =>
  `\\\\x${Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('hex')}`

/** The same text in one piece: of a string put together from long parts every reading copies all of them. */
const flat = (text: string): string => Buffer.from(text, 'latin1').toString('latin1')

const parametersOf = (appends: readonly Append[]): Parameters => ({
  ids: list(appends.map((append) => append.documentId)),
  gens: list(appends.map((append) => append.gen)),
  epochs: list(appends.map((append) => append.aclEpoch)),
  people: list(appends.map((append) => append.personId)),
  schools: list(appends.map((append) => append.schoolId)),
  data: flat(list(appends.map((append) => hex(append.data)))),
})

/**
 * The statement that writes (DESIGN §4): locks the documents in id order, judges generation and rights under the lock,
 * hands out seq without gaps, inserts the rows and moves the heads. The lock is the weakest that excludes other
 * appends and changes of rights, so that foreign keys onto the document (visits, projections) never wait for it.
 */
const write = (
  sql: Sql,
  { ids, gens, epochs, people, schools, data }: Parameters,
  at: string,
  skip: boolean,
) =>
  sql<Answer[]>`
    with input as (
      select * from unnest(
        ${ids}::text::uuid[], ${gens}::text::int[], ${epochs}::text::int[],
        ${people}::text::uuid[], ${schools}::text::uuid[], ${data}::text::bytea[]
      ) with ordinality as t (document_id, gen, acl_epoch, person_id, school_id, data, n)
    ), locked as materialized (
      select id, gen, acl_epoch, head_seq, trashed_at from document
      where id in (select document_id from input)
      order by id for no key update ${skip ? sql`skip locked` : sql``}
    ), judged as (
      select input.*, locked.head_seq, case
        when locked.id is null then
          case when exists (select from document where id = input.document_id) then 'busy' else 'absent' end
        when locked.gen <> input.gen then 'gen'
        when locked.trashed_at is not null then 'trashed'
        when locked.acl_epoch <> input.acl_epoch then 'epoch'
      end as refusal
      from input left join locked on locked.id = input.document_id
    ), accepted as (
      select *, head_seq + row_number() over (partition by document_id order by n) as seq
      from judged where refusal is null
    ), written as (
      insert into document_update (document_id, seq, data, person_id, school_id, at)
      select document_id, seq, data, person_id, school_id, ${at}::text::timestamptz from accepted
    ), moved as (
      update document set
        head_seq = grown.head, bytes = document.bytes + grown.bytes, edited_at = ${at}::text::timestamptz
      from (
        select document_id, max(seq) as head, sum(octet_length(data)) as bytes from accepted group by document_id
      ) as grown
      where document.id = grown.document_id
    )
    select judged.n, accepted.seq, judged.refusal
    from judged left join accepted on accepted.n = judged.n order by judged.n`

const outcome = ({ seq, refusal }: Answer): Appended =>
  refusal ? { refused: refusal } : { seq: Number(must(seq, 'a seq for an accepted row')) }

/**
 * Commits a batch in one statement and gives, for each append in its place, its seq or why it was refused.
 * With `skipBusy` documents locked by others are left out ('busy') instead of waited for.
 */
export const appendBatch = async (
  sql: Sql,
  appends: readonly Append[],
  at: Date,
  skipBusy = false,
): Promise<Appended[]> => (await write(sql, parametersOf(appends), at.toISOString(), skipBusy)).map(outcome)

type Copy = { n: string; seq: string }

/** What became of an append whose answer was lost: its seq, 'missing', or 'busy' while others hold the document. */
export type Found = number | 'missing' | 'busy'

/**
 * After a commit whose answer was lost: which appends are in the log all the same, each in its place. `afterSeq` gives a
 * seq each append must lie beyond. Takes the locks first, so that no commit still runs, and waits for none of them: of a
 * document that is held, be it by that very commit, it is too early to tell.
 */
export const findAppended = async (
  sql: Sql,
  appends: readonly Append[],
  afterSeq: readonly number[],
): Promise<Found[]> => {
  const { ids, people, data } = parametersOf(appends)
  return sql.begin(async (tx) => {
    const free = await tx<{ id: string }[]>`
      select id from document where id = any(${ids}::text::uuid[]) order by id for no key update skip locked`
    const copies = await tx<Copy[]>`
      select input.n, min(stored.seq) as seq
      from unnest(${ids}::text::uuid[], ${people}::text::uuid[], ${data}::text::bytea[], ${list(afterSeq)}::text::bigint[])
        with ordinality as input (document_id, person_id, data, after_seq, n)
      join document_update as stored on stored.document_id = input.document_id
        and stored.seq > input.after_seq and stored.person_id = input.person_id and stored.data = input.data
      group by input.n`
    const known = new Set(free.map(({ id }) => id))
    const found = new Map(copies.map(({ n, seq }) => [Number(n) - 1, Number(seq)]))
    return appends.map(({ documentId }, index) =>
      known.has(documentId) ? (found.get(index) ?? 'missing') : 'busy',
    )
  })
}
