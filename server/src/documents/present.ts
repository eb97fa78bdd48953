import type { AuthorRow, ListedDocument } from 'db/queries/documents'
import { documentKinds, stateOf } from 'shared/documents/kinds'
import type { DocumentSummary } from 'shared/documents/outputs'
import { presentPersonName } from 'shared/people/person'
import type { School } from 'shared/schools/school'
import { presentSchool } from '../schools/present.ts'

const presentAuthor = ({ person, school }: AuthorRow) => {
  const { id, shortName, initials } = presentPersonName(person)
  return { id, shortName, initials, schoolId: school?.id ?? null }
}

/** Each school once; the query gives them in the order of the network. */
const schoolsOf = (authors: readonly AuthorRow[]): School[] => {
  const schools = authors.flatMap(({ school }) => school ?? [])
  return [...new Map(schools.map((school) => [school.id, presentSchool(school)])).values()]
}

/** A document as lists show it; `authors` may hold those of other documents too. */
export const presentDocument = (row: ListedDocument, authors: readonly AuthorRow[]): DocumentSummary => {
  const own = authors.filter(({ documentId }) => documentId === row.id)
  return {
    id: row.id,
    kind: documentKinds.find((kind) => kind === row.kind) ?? 'note',
    title: row.title,
    template: row.template,
    state: stateOf(row.state),
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    communityId: row.communityId,
    communityName: row.communityName,
    schools: schoolsOf(own),
    authors: own.map(presentAuthor),
  }
}
