const PALETTE = 12

/** The CSS colour of a school: after twelve the palette repeats, names tell schools apart (UX §6). */
export const schoolColour = (colour: number): string => `var(--s${((colour - 1) % PALETTE) + 1})`
