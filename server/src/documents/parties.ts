import { listSchools } from 'db/queries/schools'
import { documentFields } from 'shared/documents/fields'
import type { NamedParties } from 'shared/documents/outputs'
import { readFields } from 'shared/documents/readFields'
import { isId } from 'shared/roadmaps/contract'
import type { Authorized } from '../access/authorize.ts'
import type { Deps } from '../deps.ts'
import { readPeople } from '../roadmaps/read.ts'
import { presentSchool } from '../schools/present.ts'

/** People whom the header names by their ids. */
const namedIn = async (
  { texts }: Pick<Deps, 'texts'>,
  { documentId, kind }: Authorized<'document.read'>['subject'],
): Promise<string[]> => {
  const sets = documentFields[kind].filter((field) => field.shape === 'set' && field.of === 'people')
  if (sets.length === 0) return []
  const fields = readFields(await texts.read(documentId), kind)
  return sets.flatMap(({ name }) => {
    const value = fields[name]
    return Array.isArray(value) ? value.map(({ id }) => id).filter(isId) : []
  })
}

/** Whom the header of a document names or may name. Who was never of the community stays unnamed. */
export const readParties = async (
  deps: Pick<Deps, 'db' | 'texts'>,
  { subject }: Authorized<'document.read'>,
): Promise<NamedParties> => {
  const named = await namedIn(deps, subject)
  const [people, schools] = await Promise.all([
    readPeople(deps.db, subject, named),
    listSchools(deps.db, subject.networkId),
  ])
  return { people, schools: schools.map(presentSchool) }
}
