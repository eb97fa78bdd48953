import type { Database } from 'db/connect'
import { listConsents } from 'db/queries/cancellations'
import { listWorkplaces } from 'db/queries/employments'
import { listNamedPeople } from 'db/queries/roadmaps'
import { listSchools } from 'db/queries/schools'
import { readMunicipalDay } from 'db/queries/today'
import { must } from 'shared/must'
import { shortName } from 'shared/people/names'
import type { PlanSurroundings } from 'shared/roadmaps/outputs'
import type { Authorized } from '../access/authorize.ts'
import { presentSchool } from '../schools/present.ts'

/** People of the community, and those named already by a row or as one of `further`. */
export const readPeople = async (
  db: Database,
  subject: Authorized<'document.read'>['subject'],
  further: readonly string[] = [],
): Promise<PlanSurroundings['people']> => {
  const people = await listNamedPeople(db, subject, further)
  const workplaces = await listWorkplaces(
    db,
    people.map(({ id }) => id),
  )
  const schools = new Map(workplaces.toReversed().map(({ personId, school }) => [personId, school.id]))
  return people.map((person) => ({
    id: person.id,
    shortName: shortName(person),
    schoolId: schools.get(person.id) ?? null,
    isMember: person.isMember,
  }))
}

/** What a plan's page needs beside the rows themselves. */
export const readSurroundings = async (
  db: Database,
  { subject }: Authorized<'document.read'>,
  now: Date,
): Promise<PlanSurroundings> => {
  const [today, people, schools, consents] = await Promise.all([
    readMunicipalDay(db, now),
    readPeople(db, subject),
    listSchools(db, subject.networkId),
    listConsents(db, subject.documentId),
  ])
  return {
    today: must(today, 'the network of the document'),
    people,
    schools: schools.map(presentSchool),
    consents,
  }
}
