import type { Translate } from 'shared/i18n/translate'
import { directions } from 'shared/roadmaps/words'
import { option, type Option } from '#lib/ui/options.ts'
import type { Names } from 'shared/roadmaps/names'

export const directionOptions = (t: Translate): Option[] =>
  directions.map((code) => option(code, code, t(`roadmaps.directionFull.${code}`), ''))

/** People with their school; for partners schools come first. Order is that of the lists, never of any figure. */
export const partyOptions = (names: Names, column: 'responsible' | 'partners', t: Translate): Option[] => {
  const schools = new Map(names.schools.map(({ id, shortName }) => [id, shortName]))
  const members = names.people.filter(({ isMember }) => isMember)
  const people = members.map(({ id, shortName, schoolId }) =>
    option(id, shortName, schools.get(schoolId ?? '') ?? '', t('roadmaps.edit.people')),
  )
  const houses = names.schools.map(({ id, shortName }) =>
    option(id, shortName, '', t('roadmaps.edit.schools')),
  )
  return column === 'partners' ? [...houses, ...people] : people
}

export const evidenceOptions = (names: Names, t: Translate): Option[] =>
  names.documents.map(({ id, title }) => option(id, title, '', t('roadmaps.ask.evidenceDocument')))
