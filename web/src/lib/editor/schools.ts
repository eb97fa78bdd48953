import type { DocumentOutput } from 'shared/documents/outputs'

type Writers = Pick<DocumentOutput, 'schools' | 'authors'>

/** «Соколовская Д. И., Гимназия № 1»: each author with the school that they wrote for. */
export const authorWords = ({ schools, authors }: Writers): string[] =>
  authors.map(({ shortName, schoolId }) => {
    const school = schools.find(({ id }) => id === schoolId)
    return school ? `${shortName}, ${school.shortName}` : shortName
  })

/** Two schools wrote: the badge of the seeds, «совместная разработка» (DOMAIN §4.7). */
export const isMadeTogether = ({ schools }: Pick<Writers, 'schools'>): boolean => schools.length > 1
