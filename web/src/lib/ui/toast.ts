const UNDO_MS = 10_000
const WORDS_MS = 5_000

type Undo = { label: string; undo: () => void }

/**
 * Words at the bottom of the page after a deed; with `undo` they stay ten seconds. Never for saving. Gives what takes
 * them away before their time.
 */
export const toast = async (words: string, undo?: Undo): Promise<() => void> => {
  const { show } = await import('./toaster.ts')
  return show(words, undo ? UNDO_MS : WORDS_MS, undo)
}
