import type { Db } from 'db/connect'
import { newId } from 'db/id'
import { documentVersions } from 'db/schema/versions'
import { must } from 'shared/must'
import * as Y from 'yjs'
import { aDocument } from './document.ts'

type Wish = Partial<typeof documentVersions.$inferInsert>

/** A named version, of an empty document unless wished otherwise. */
export const aVersion = async (db: Db, wish: Wish = {}) => {
  const [made] = await db
    .insert(documentVersions)
    .values({
      id: newId(),
      documentId: wish.documentId ?? (await aDocument(db)).id,
      kind: 'named',
      seq: 0,
      state: Y.encodeStateAsUpdate(new Y.Doc()),
      name: 'Для педсовета',
      at: new Date(),
      ...wish,
    })
    .returning()
  return must(made, 'a version')
}
