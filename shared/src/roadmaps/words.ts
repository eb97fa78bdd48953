/** The closed lists a roadmap's cells choose from (DOMAIN §2.4, §4.1); their words live in i18n/roadmaps. */
export const stages = ['acquaintance', 'jointActivity', 'reflection'] as const
export type Stage = (typeof stages)[number]

/** «срок прошёл» is computed from dates and never stored (DOMAIN §2.2). */
export const actionStatuses = ['planned', 'inProgress', 'done', 'postponed', 'cancelled'] as const
export type ActionStatus = (typeof actionStatuses)[number]

export const directions = ['N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7', 'N8', 'N9'] as const
export type Direction = (typeof directions)[number]

export const levels = [
  'pupils',
  'teachers',
  'administration',
  'parentsCommunity',
  'municipal',
  'regional',
  'internetwork',
] as const
export type Level = (typeof levels)[number]

export const formats = ['onsite', 'online', 'mixed', 'inDocument'] as const
export type Format = (typeof formats)[number]
