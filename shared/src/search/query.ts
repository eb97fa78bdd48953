import { fold, foldedWords } from './fold.ts'

/** What is asked for: words that all must be there, in any form, or a phrase in its order. */
export type Term = { words: string[]; phrase: boolean }
export type Query = {
  wanted: Term[]
  /** Terms that must not be there. */
  unwanted: Term[]
  /** The last word is perhaps not typed to its end. */
  open: string | null
}

const WORDS_MAX = 12
const LETTERS_MAX = 64
/** So much of what was pasted into the field is looked at. */
const SIGNS_MAX = 2_000

const part =
  /(?<not>(?<!\S)[-−])?(?:"(?<straight>[^"]*)"|«(?<round>[^»]*)»|“(?<curly>[^”]*)”|(?<word>[^\s"«“]+))/gu

const cut = (words: readonly string[], left: number): string[] =>
  words.slice(0, left).map((word) => word.slice(0, LETTERS_MAX))

/**
 * Reads what a person typed: words; «фразы в кавычках»; words after a minus are not wanted. Whatever else is typed is
 * never an error. `typing` says that the last word may still grow.
 */
export const parseQuery = (typed: string, { typing = false } = {}): Query => {
  const query: Query = { wanted: [], unwanted: [], open: null }
  let left = WORDS_MAX
  for (const { groups = {} } of typed.slice(0, SIGNS_MAX).matchAll(part)) {
    const quoted = groups.straight ?? groups.round ?? groups.curly
    const words = cut(foldedWords(quoted ?? groups.word ?? ''), left)
    left -= words.length
    if (words.length === 0) continue
    const term = { words, phrase: quoted !== undefined && words.length > 1 }
    ;(groups.not === undefined ? query.wanted : query.unwanted).push(term)
    query.open = quoted === undefined && groups.not === undefined ? (words.at(-1) ?? null) : null
  }
  if (!typing || !/[\p{L}\p{N}]$/u.test(fold(typed))) query.open = null
  return query
}

/** Everything that was typed as plain words: for names, which know neither phrases nor forms. */
export const wantedWords = ({ wanted }: Query): string[] => wanted.flatMap(({ words }) => words)
