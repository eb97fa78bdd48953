import type { School } from 'shared/schools/school'
import type { Authorship } from 'shared/versions/outputs'

/** Somebody who wrote, as a legend names her. */
export type Writer = {
  /** Place in the list of authors. */
  place: number
  /** «Соколовская Д. И., Гимназия № 1» */
  name: string
  /** Two letters of the school, else of the person. */
  code: string
  colour: number | null
  /** Order of the legend: that of the network's schools, never by how much somebody wrote. */
  order: number
}

export const readWriters = (authors: Authorship['authors'], schools: readonly School[]): Writer[] =>
  authors.map(({ shortName, initials, schoolId }, place) => {
    const school = schools.find(({ id }) => id === schoolId)
    return {
      place,
      name: school ? `${shortName}, ${school.shortName}` : shortName,
      code: school?.code ?? initials,
      colour: school?.colour ?? null,
      order: (school?.position ?? Number.MAX_SAFE_INTEGER / 2) + place / 1000,
    }
  })
