/** An attribute that holds words. */
export const wordsOf = (attributes: NodeForm['attributes'], name: string): string =>
  typeof attributes[name] === 'string' ? attributes[name] : ''

/** What the dialog of a node is given. */
export type NodeForm = {
  attributes: Readonly<Record<string, unknown>>
  onkeep: (change: Record<string, unknown>) => void
  onremove: () => void
  /** Closed without keeping; an empty node is taken away. */
  onleave: (empty: boolean) => void
}
