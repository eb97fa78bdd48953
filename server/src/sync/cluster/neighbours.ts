/** Other nodes, as long as they are heard. `silenceMs` without a word and a node is gone. */
export const createNeighbours = (silenceMs: number, clock: () => number = () => performance.now()) => {
  const known = new Map<string, { at: number; label: string }>()
  return {
    /** Gives true when the node was not known. */
    hear: (node: string, label?: string): boolean => {
      const before = known.get(node)
      known.set(node, { at: clock(), label: label ?? before?.label ?? '?' })
      return before === undefined
    },
    forget: (node: string): boolean => known.delete(node),
    /** Forgets the nodes that have fallen silent and gives them. */
    takeSilent: (): string[] => {
      const silent = [...known].filter(([, { at }]) => clock() - at > silenceMs).map(([node]) => node)
      for (const node of silent) known.delete(node)
      return silent
    },
    count: () => known.size,
    labels: (): string[] => [...known.values()].map(({ label }) => label).sort(),
  }
}
