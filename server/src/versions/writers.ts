import type { Db } from 'db/connect'
import { listNames } from 'db/queries/versions'
import { presentPersonName } from 'shared/people/person'
import type { Author } from 'shared/versions/origins'

/** People as lists of authors show them, each for the school she wrote for. */
export const nameWriters = async (db: Db, writers: readonly Author[]) => {
  const ids = [...new Set(writers.map(({ personId }) => personId))]
  const names = ids.length > 0 ? await listNames(db, ids) : []
  const byId = new Map(names.map((name) => [name.id, presentPersonName(name)]))
  return writers.map(({ personId, schoolId }) => {
    const { shortName = '', initials = '' } = byId.get(personId) ?? {}
    return { id: personId, shortName, initials, schoolId }
  })
}
