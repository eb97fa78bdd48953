import type { Db } from 'db/connect'
import { findPerson } from 'db/queries/people'
import { findSchools } from 'db/queries/schools'
import { isTemplate } from 'db/queries/templates'
import { readMunicipalDay } from 'db/queries/today'
import type { Locale } from 'shared/i18n/translate'
import { shortName } from 'shared/people/names'
import { schoolYearOf } from 'shared/roadmaps/day'
import { dayWords } from 'shared/roadmaps/periodWords'
import type { Filling } from 'shared/templates/placeholders'

type Maker = { personId: string; schoolId: string | null; locale: Locale; at: Date }

/** What the placeholders of a template mean for who begins with it; null when the document is no template. */
export const readFilling = async (
  db: Db,
  originId: string,
  { personId, schoolId, locale, at }: Maker,
): Promise<Filling | null> => {
  if (!(await isTemplate(db, originId))) return null
  const [person, [school], day] = await Promise.all([
    findPerson(db, personId),
    findSchools(db, schoolId === null ? [] : [schoolId]),
    readMunicipalDay(db, at),
  ])
  const year = day === null ? null : schoolYearOf(day)
  return {
    school: school?.shortName ?? null,
    author: person && shortName(person),
    date: day && dayWords(day, { locale, schoolYear: null }),
    schoolYear: year === null ? null : `${year}/${year + 1}`,
  }
}
