import { newId } from 'db/id'
import { communities } from 'db/schema/communities'
import { documents } from 'db/schema/documents'
import { people } from 'db/schema/people'
import { networks, schools } from 'db/schema/schools'
import type { Database } from 'db/connect'

const insertPerson = async (db: Database): Promise<string> => {
  const id = newId()
  await db.insert(people).values({ id, name: 'Соколовская Дарья Игоревна', email: `${id}@krug.test` })
  return id
}

/** The least that a log needs around it: a document of a community, two people, a school. */
export const aDocumentForLog = async (db: Database) => {
  const [networkId, schoolId, communityId, documentId] = [newId(), newId(), newId(), newId()]
  await db.insert(networks).values({ id: networkId, name: 'Озёрский район' })
  await db.insert(schools).values({
    ...{ id: schoolId, networkId, fullName: 'Гимназия № 1', shortName: 'Гимназия № 1' },
    ...{ code: schoolId.slice(-4), colour: 1, position: 1 },
  })
  await db.insert(communities).values({ id: communityId, networkId, name: 'Учителя математики' })
  await db.insert(documents).values({ id: documentId, communityId, kind: 'note', title: 'Заметка' })
  return {
    documentId,
    communityId,
    schoolId,
    personId: await insertPerson(db),
    otherId: await insertPerson(db),
  }
}
