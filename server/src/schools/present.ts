import type { SchoolRow } from 'db/queries/schools'
import { schoolKinds, type SchoolKind } from 'shared/schools/kinds'
import type { School } from 'shared/schools/school'

const isSchoolKind = (kind: string): kind is SchoolKind => (schoolKinds as readonly string[]).includes(kind)

export const presentSchool = (row: SchoolRow): School => ({
  id: row.id,
  code: row.code,
  shortName: row.shortName,
  fullName: row.fullName,
  kind: isSchoolKind(row.kind) ? row.kind : 'other',
  locality: row.locality,
  colour: row.colour,
  position: row.position,
})
