/** What a callout may be: words to know, words not to miss, something to ask oneself. */
export const calloutTones = ['note', 'important', 'question'] as const
export type CalloutTone = (typeof calloutTones)[number]

/** Grounds of cells: names of tokens, so that they fit every theme. */
export const cellTints = ['grey', 'yellow', 'green', 'blue', 'red'] as const
export type CellTint = (typeof cellTints)[number]
