import type { Db } from 'db/connect'
import { newId } from 'db/id'
import { schools } from 'db/schema/schools'
import { must } from 'shared/must'
import { aNetwork } from './network.ts'
import { next } from './next.ts'

type Wish = Partial<typeof schools.$inferInsert>

export const aSchool = async (db: Db, wish: Wish = {}) => {
  const n = next()
  const [made] = await db
    .insert(schools)
    .values({
      id: newId(),
      networkId: wish.networkId ?? (await aNetwork(db)).id,
      fullName: `Средняя школа № ${n}`,
      shortName: `СОШ № ${n}`,
      code: `С${n % 10}`,
      colour: (n % 12) + 1,
      position: n,
      ...wish,
    })
    .returning()
  return must(made, 'a school')
}
