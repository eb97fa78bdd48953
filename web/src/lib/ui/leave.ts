/** How editing a cell ends: where it goes next. */
export type Leave = 'down' | 'next' | 'previous' | 'stay'
