/** The rail has one width on pages that one reads and another on pages where one works. */
export type RailPlace = 'home' | 'work'

export type RailWidth = 'thin' | 'wide'
export const isRailWidth = (value: unknown): value is RailWidth => value === 'thin' || value === 'wide'

const document = '/(house)/documents/[document]'
const participation = '/(house)/communities/[community]/participation'

/** A document brings its own bars; on phones they take the place of Krug's. */
export const isDocument = (routeId: string | null): boolean => routeId === document

/** Documents, roadmaps and participation need the width for themselves. */
export const isWork = (routeId: string | null): boolean => routeId === document || routeId === participation
