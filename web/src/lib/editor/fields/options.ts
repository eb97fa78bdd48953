import type { SetField } from 'shared/documents/field'
import { directions } from 'shared/roadmaps/words'
import { directionWords, type Saying } from 'shared/templates/said'
import { option, type Option } from '#lib/ui/options.ts'

/** What a set may be filled with: people of the community with their school, schools, or directions. */
export const optionsOf = ({ of }: SetField, { parties, t }: Saying): Option[] => {
  if (of === 'directions') return directions.map((code) => option(code, directionWords(code, t), '', ''))
  const schools = parties.schools.map(({ id, shortName }) => option(id, shortName, '', ''))
  if (of === 'schools') return schools
  const names = new Map(schools.map(({ id, label }) => [id, label]))
  return parties.people
    .filter(({ isMember }) => isMember)
    .map(({ id, shortName, schoolId }) => option(id, shortName, names.get(schoolId ?? '') ?? '', ''))
}
