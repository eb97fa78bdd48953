import type { Translate } from 'shared/i18n/translate'
import { isSchool, type SchoolKind } from 'shared/schools/kinds'

/** «из 8 школ и ресурсного центра»: only what teaches children is counted as a school. */
export const fromSchools = (t: Translate, places: readonly { kind: SchoolKind }[]): string => {
  const others = places.filter((place) => !isSchool(place))
  const values = { n: places.length - others.length, others: others.length }
  if (others.length === 0) return t('communities.fromSchools', values)
  if (values.n === 0) return t('communities.fromOthers', values)
  const isCentre = others.length === 1 && others[0]?.kind === 'resourceCentre'
  return t(isCentre ? 'communities.fromSchoolsAndCentre' : 'communities.fromSchoolsAndOthers', values)
}
