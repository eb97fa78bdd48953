import type { Db } from 'db/connect'
import { listDocumentsById } from 'db/queries/documents'
import { findDocuments, findFragments, findResembling, markHits, type FragmentRow } from 'db/queries/search'
import { cutAround, readHits } from 'shared/search/hits'
import type { DocumentFilters } from 'shared/search/inputs'
import type { FoundDocument } from 'shared/search/outputs'
import { places } from 'shared/search/places'
import { wantedWords, type Query } from 'shared/search/query'
import { summarise } from '../documents/read.ts'

const PAGE = 20
const FRAGMENTS_EACH = 3

export type Asked = { query: Query; communityIds: readonly string[]; filters: DocumentFilters }
type Found = { documents: FoundDocument[]; next: number | null }

const placeOf = (place: string) => places.find((known) => known === place) ?? 'body'

const show = async (db: Db, query: Query, ids: readonly string[]): Promise<FoundDocument[]> => {
  const rows = await listDocumentsById(db, ids)
  const byId = new Map((await summarise(db, rows)).map((summary) => [summary.id, summary]))
  const shown = ids.flatMap((id) => byId.get(id) ?? [])
  const fragments = await findFragments(db, query, ids, FRAGMENTS_EACH)
  const marked = await markHits(db, query, [
    ...shown.map(({ title }) => title),
    ...fragments.map(({ text }) => text),
  ])
  const hitsAt = (index: number) => readHits(marked[index] ?? '')
  const excerpts = fragments.map((fragment: FragmentRow, index) => ({
    documentId: fragment.documentId,
    place: placeOf(fragment.place),
    anchor: fragment.anchor,
    ...cutAround(fragment.text, hitsAt(shown.length + index)),
  }))
  const byDocument = Map.groupBy(excerpts, ({ documentId }) => documentId)
  return shown.map((summary, index) => ({
    ...summary,
    titleHits: hitsAt(index),
    fragments: (byDocument.get(summary.id) ?? []).map(({ documentId: _, ...fragment }) => fragment),
  }))
}

/** One page of documents that say it; when none does, those whose titles resemble it. */
export const searchDocuments = async (
  db: Db,
  asked: Asked,
  from: number,
  { forgiving }: { forgiving: boolean },
): Promise<Found> => {
  const ids = await findDocuments(db, asked, { from, most: PAGE + 1 })
  if (ids.length === 0 && from === 0 && forgiving) {
    const alike = await findResembling(db, wantedWords(asked.query), asked, PAGE)
    return { documents: await show(db, asked.query, alike), next: null }
  }
  const next = ids.length > PAGE ? from + PAGE : null
  return { documents: await show(db, asked.query, ids.slice(0, PAGE)), next }
}
