import type { Db } from 'db/connect'
import { newId } from 'db/id'
import { documents } from 'db/schema/documents'
import { must } from 'shared/must'
import { aCommunity } from './community.ts'
import { next } from './next.ts'

type Wish = Partial<typeof documents.$inferInsert>

/** A document's row with an empty log: a note unless wished otherwise. */
export const aDocument = async (db: Db, wish: Wish = {}) => {
  const [made] = await db
    .insert(documents)
    .values({
      id: newId(),
      communityId: wish.communityId ?? (await aCommunity(db)).id,
      kind: 'note',
      title: `Заметка ${next()}`,
      ...wish,
    })
    .returning()
  return must(made, 'a document')
}
