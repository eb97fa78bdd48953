import { and, asc, eq, gte, inArray, sql } from 'drizzle-orm'
import { fold } from 'shared/search/fold'
import type { Source } from 'shared/search/places'
import type { Fragment } from 'shared/search/texts'
import type { Db, Transaction } from '../connect.ts'
import { inPortions } from '../portions.ts'
import { documents } from '../schema/documents.ts'
import { searchFragments, searchTexts } from '../schema/search.ts'

/**
 * Words of folded text. `russian` takes Latin words to the English dictionary, so both languages have their forms
 * (урок, уроков; lesson, lessons) in one index.
 */
export const wordsOf = (folded: string) => sql<string>`to_tsvector('russian', ${folded})`

/** Beside the title's words; no word of a text looks like it, for `fold` takes colons apart. */
export const communityWord = (communityId: string): string => `community:${communityId}`

/** Puts the title and the community of a document into all that search keeps of it; makes its first row. */
export const writeFace = async (db: Db, documentId: string): Promise<void> => {
  const [document] = await db
    .select({ title: documents.title, communityId: documents.communityId })
    .from(documents)
    .where(eq(documents.id, documentId))
  if (!document) return
  const title = fold(document.title)
  const face = sql<string>`setweight(${wordsOf(title)}, 'A') || array_to_tsvector(array[${communityWord(document.communityId)}::text])`
  const { documentId: id, source, portion } = searchTexts
  await db
    .insert(searchTexts)
    .values({ documentId, source: 'text', portion: 0, title, face, words: sql`''::tsvector` })
    .onConflictDoUpdate({ target: [id, source, portion], set: { title, face: sql`excluded.face` } })
  await db.update(searchTexts).set({ title, face }).where(eq(id, documentId))
}

/** Holds the face until the transaction ends, so that a renaming beside it is not overwritten; makes it when it is missing. */
const holdFace = async (tx: Transaction, documentId: string) => {
  const { title, face, source, portion } = searchTexts
  const read = () =>
    tx
      .select({ title, face: sql<string>`${face}::text` })
      .from(searchTexts)
      .where(and(eq(searchTexts.documentId, documentId), eq(source, 'text'), eq(portion, 0)))
      .for('no key update')
  const [found] = await read()
  if (found) return found
  await writeFace(tx, documentId)
  return (await read())[0] ?? null
}

/** A tsvector ends at 1 MB; of the shortest words, all different, this many signs of text stay below it. */
const PORTION_BYTES = 200_000

type Portion = { head: string[]; rest: string[]; bytes: number }

/** Headings and header fields weigh more than what stands below them. */
const isHead = ({ place }: Fragment): boolean => place === 'heading' || place === 'field'

const portionsOf = (fragments: readonly Fragment[]): Portion[] => {
  const portions: Portion[] = [{ head: [], rest: [], bytes: 0 }]
  for (const fragment of fragments) {
    const folded = fold(fragment.text)
    const bytes = Buffer.byteLength(folded)
    let last = portions.at(-1)
    if (!last || last.bytes + bytes > PORTION_BYTES) portions.push((last = { head: [], rest: [], bytes: 0 }))
    ;(isHead(fragment) ? last.head : last.rest).push(folded)
    last.bytes += bytes
  }
  return portions
}

type Facts = { subject: string; grades: number[] }
type Kept = { source: Source; fragments: readonly Fragment[]; facts?: Facts }

const writePortions = async (tx: Transaction, documentId: string, kept: Kept): Promise<void> => {
  const held = await holdFace(tx, documentId)
  if (!held) return
  const { source, fragments, facts = { subject: '', grades: [] } } = kept
  const face = sql<string>`${held.face}::tsvector`
  const portions = portionsOf(fragments)
  for (const [portion, { head, rest }] of portions.entries()) {
    const words = sql<string>`setweight(${wordsOf(head.join(' '))}, 'B') || ${wordsOf(rest.join(' '))}`
    await tx
      .insert(searchTexts)
      .values({ documentId, source, portion, title: held.title, face, words, ...facts })
      .onConflictDoUpdate({
        target: [searchTexts.documentId, searchTexts.source, searchTexts.portion],
        set: { words: sql`excluded.words`, ...facts },
      })
  }
  await tx
    .delete(searchTexts)
    .where(and(ofSource(searchTexts, documentId, source), gte(searchTexts.portion, portions.length)))
}

const ofSource = (table: typeof searchTexts | typeof searchFragments, documentId: string, source: Source) =>
  and(eq(table.documentId, documentId), eq(table.source, source))

const listKept = (tx: Transaction, documentId: string, source: Source) =>
  tx
    .select({
      position: searchFragments.position,
      place: searchFragments.place,
      anchor: searchFragments.anchor,
      text: searchFragments.text,
    })
    .from(searchFragments)
    .where(ofSource(searchFragments, documentId, source))
    .orderBy(asc(searchFragments.position))

const writeFragments = async (tx: Transaction, documentId: string, { source, fragments }: Kept) => {
  const before = new Map((await listKept(tx, documentId, source)).map((row) => [row.position, row]))
  const changed = fragments.flatMap(({ place, anchor, text }, position) => {
    const held = before.get(position)
    const same = held?.place === place && held.anchor === anchor && held.text === text
    return same ? [] : [{ documentId, source, position, place, anchor, text, words: wordsOf(fold(text)) }]
  })
  const { place, anchor, text, words } = searchFragments
  for (const portion of inPortions(changed, 500))
    await tx
      .insert(searchFragments)
      .values(portion)
      .onConflictDoUpdate({
        target: [searchFragments.documentId, searchFragments.source, searchFragments.position],
        set: Object.fromEntries(
          Object.entries({ place, anchor, text, words }).map(([key, { name }]) => [
            key,
            sql`excluded.${sql.identifier(name)}`,
          ]),
        ),
      })
  const gone = and(
    ofSource(searchFragments, documentId, source),
    gte(searchFragments.position, fragments.length),
  )
  await tx.delete(searchFragments).where(gone)
  return changed.length > 0 || before.size > fragments.length
}

/** Postgres keeps neither a zero sign nor half a surrogate pair; Yjs does. */
const storable = (fragment: Fragment): Fragment => ({
  ...fragment,
  text: fragment.text.toWellFormed().replaceAll('\0', ' '),
})

/** Puts these texts of a document in the place of what its source had before; what stayed the same is not written. */
export const writeTexts = async (tx: Transaction, documentId: string, kept: Kept): Promise<void> => {
  const wanted = { ...kept, fragments: kept.fragments.map(storable) }
  if (await writeFragments(tx, documentId, wanted)) await writePortions(tx, documentId, wanted)
  else await holdFace(tx, documentId)
}

/** Forgets what a source wrote of a document; its title stays. */
export const forgetTexts = async (tx: Transaction, documentId: string, source: Source): Promise<void> => {
  await tx.delete(searchFragments).where(ofSource(searchFragments, documentId, source))
  const emptied = { words: sql`''::tsvector`, subject: '', grades: [] }
  await tx
    .update(searchTexts)
    .set(emptied)
    .where(ofSource(searchTexts, documentId, source))
  const further = source === 'text' ? gte(searchTexts.portion, 1) : undefined
  await tx.delete(searchTexts).where(and(ofSource(searchTexts, documentId, source), further))
}

/** Subjects that documents of these communities name, folded: the choices of a filter. */
export const listSubjects = async (
  db: Db,
  communityIds: readonly string[],
  most: number,
): Promise<string[]> => {
  if (communityIds.length === 0) return []
  const rows = await db
    .selectDistinct({ subject: searchTexts.subject })
    .from(searchTexts)
    .innerJoin(documents, eq(documents.id, searchTexts.documentId))
    .where(
      and(
        inArray(documents.communityId, [...communityIds]),
        sql`${documents.trashedAt} is null and ${searchTexts.subject} <> ''`,
      ),
    )
    .orderBy(asc(searchTexts.subject))
    .limit(most)
  return rows.map(({ subject }) => subject)
}
