// Apart from the schemas: the browser needs these lists, not zod.
export const schoolKinds = [
  'school',
  'gymnasium',
  'lyceum',
  'branch',
  'resourceCentre',
  'authority',
  'institute',
  'other',
] as const
export type SchoolKind = (typeof schoolKinds)[number]

/** Colours of UX §6 are given in order of joining and then repeat; the code tells apart. */
export const SCHOOL_COLOURS = 12

const teaching: ReadonlySet<SchoolKind> = new Set(['school', 'gymnasium', 'lyceum', 'branch'])

/** Does it teach children? A resource centre or an authority takes part, but is not counted among schools. */
export const isSchool = ({ kind }: { kind: SchoolKind }): boolean => teaching.has(kind)
