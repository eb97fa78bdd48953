import type { Db } from 'db/connect'
import { newId } from 'db/id'
import { networks } from 'db/schema/schools'
import { must } from 'shared/must'

type Wish = Partial<typeof networks.$inferInsert>

/** A network; the first one of the database when none is wished for, since an installation has one. */
export const aNetwork = async (db: Db, wish?: Wish) => {
  const [existing] = await db.select().from(networks).limit(1)
  if (existing && !wish) return existing
  const [made] = await db
    .insert(networks)
    .values({ id: newId(), name: 'Сеть школ Заречного округа', ...wish })
    .returning()
  return must(made, 'a network')
}
