import { addFavourite, countFavourites } from 'db/queries/favourites'
import { FAVOURITES_MAX } from 'shared/favourites/favourites'
import { problem, type Problem } from 'shared/protocol/problem'
import type { Authorized } from '../access/authorize.ts'
import type { Deps } from '../deps.ts'

/** Keeps a document at hand, for her who asks alone. Twice changes nothing. */
export const keepAtHand = async (
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { personId, subject }: Authorized<'document.read'>,
): Promise<Problem | null> => {
  if ((await countFavourites(db, personId)) >= FAVOURITES_MAX) return problem('tooMany')
  await addFavourite(db, { personId, documentId: subject.documentId, at: now() })
  return null
}
