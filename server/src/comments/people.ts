import type { Db } from 'db/connect'
import { listHolders } from 'db/queries/comments'
import { listWorkplaces } from 'db/queries/employments'
import type { Commenter } from 'shared/comments/outputs'
import { presentPersonName } from 'shared/people/person'
import type { Authorized } from '../access/authorize.ts'
import { rolesThat } from '../documents/read.ts'

/** People who may read the document, and so may be mentioned in it, with where they work now. */
export const listReaders = async (
  db: Db,
  { subject: { communityId } }: Authorized<'document.comment'>,
): Promise<Commenter[]> => {
  const people = await listHolders(db, communityId, rolesThat('document.read'))
  const workplaces = await listWorkplaces(
    db,
    people.map(({ id }) => id),
  )
  // The main workplace comes first, so it stays.
  const schools = new Map(workplaces.toReversed().map(({ personId, school }) => [personId, school]))
  return people.map((person) => {
    const { id, shortName, initials } = presentPersonName(person)
    const school = schools.get(person.id)
    return {
      ...{ id, shortName, initials },
      school: school ? { id: school.id, shortName: school.shortName, colour: school.colour } : null,
    }
  })
}
