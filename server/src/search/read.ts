import type { Db } from 'db/connect'
import { findActions, listRecent, markHits } from 'db/queries/search'
import { actionStatuses } from 'shared/roadmaps/words'
import { documentKinds } from 'shared/documents/kinds'
import { cutAround, readHits } from 'shared/search/hits'
import type { SearchInput } from 'shared/search/inputs'
import { switchLayout } from 'shared/search/layout'
import type { FoundAction, RecentDocument, SearchOutput } from 'shared/search/outputs'
import { parseQuery, wantedWords } from 'shared/search/query'
import type { Asker } from '../access/authorize.ts'
import type { Deps } from '../deps.ts'
import { readableCommunities } from '../documents/read.ts'
import { type Asked, searchDocuments } from './documents.ts'
import { searchPeople, searchSchools } from './names.ts'
import type { Forgiving } from './forgiving.ts'

const ACTIONS = 10
const RECENT = 8

const searchActions = async (db: Db, asked: Asked): Promise<FoundAction[]> => {
  const rows = await findActions(db, asked, ACTIONS)
  const marked = await markHits(
    db,
    asked.query,
    rows.map(({ text }) => text),
  )
  return rows.map(({ text, status, ...row }, index) => ({
    ...row,
    status: actionStatuses.find((known) => known === status) ?? 'planned',
    ...cutAround(text, readHits(marked[index] ?? '')),
  }))
}

type Given = { db: Db; asker: Asker; communityIds: readonly string[]; forgiving: boolean }

const searchOnce = async (
  { db, asker, communityIds, forgiving }: Given,
  typed: string,
  { from, typing, q: _, ...filters }: SearchInput,
): Promise<SearchOutput> => {
  const query = parseQuery(typed, { typing: typing !== undefined })
  const words = wantedWords(query)
  const asked = { query, communityIds, filters }
  const isNarrowed = from > 0 || Object.values(filters).some((value) => value !== undefined)
  const [found, actions, people, schools] = await Promise.all([
    searchDocuments(db, asked, from, { forgiving }),
    from > 0 ? [] : searchActions(db, asked),
    isNarrowed ? [] : searchPeople(db, asker.personId, words),
    isNarrowed ? [] : searchSchools(db, asker, words),
  ])
  return { instead: null, ...found, actions, people, schools }
}

const isEmpty = ({ people, schools, documents, actions }: SearchOutput): boolean =>
  people.length + schools.length + documents.length + actions.length === 0

/**
 * Everything a person may know of that says what she typed. When nothing does, what she would have typed in the other
 * keyboard layout is tried.
 */
export const search = async (
  { db }: Pick<Deps, 'db'>,
  forgiving: Forgiving,
  asker: Asker,
  input: SearchInput,
): Promise<SearchOutput> => {
  const given = {
    db,
    asker,
    communityIds: await readableCommunities(db, asker.personId),
    forgiving: await forgiving(),
  }
  const found = await searchOnce(given, input.q, input)
  const instead = switchLayout(input.q)
  if (!isEmpty(found) || instead === null || input.from > 0) return found
  const other = await searchOnce(given, instead, input)
  return isEmpty(other) ? found : { ...other, instead }
}

/** What she was in lately: the dialog begins with it. */
export const readRecent = async (db: Db, personId: string): Promise<RecentDocument[]> => {
  const communityIds = await readableCommunities(db, personId)
  if (communityIds.length === 0) return []
  const rows = await listRecent(db, personId, communityIds, RECENT)
  return rows.map((row) => ({ ...row, kind: documentKinds.find((kind) => kind === row.kind) ?? 'note' }))
}
