/** What the dialog of a node is given. */
export type NodeForm = {
  attributes: Readonly<Record<string, unknown>>
  onkeep: (change: Record<string, unknown>) => void
  onremove: () => void
  /** Closed without keeping; an empty node is taken away. */
  onleave: (empty: boolean) => void
}
