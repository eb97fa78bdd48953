import * as Y from 'yjs'

/** Characters in a row, and where the first of them stands: in whatever counting, so long as it goes on by one a character. */
export type Run = { words: string; at: number; block?: unknown }

export type Range = { from: number; to: number }

/** An XmlText's own `toString` writes its marks as tags. */
export const plainText = (text: Y.XmlText): string => Y.Text.prototype.toString.call(text)

/** The body's texts in reading order, counted in characters from its beginning. */
export type Flat = { runs: Run[]; starts: Map<Y.XmlText, number>; length: number }

/** Walks without recursion: a hostile document cannot overflow the stack. */
export const flatten = (root: Y.XmlFragment): Flat => {
  const flat: Flat = { runs: [], starts: new Map(), length: 0 }
  const waiting: unknown[] = [root]
  for (let type = waiting.pop(); type !== undefined; type = waiting.pop())
    if (type instanceof Y.XmlText) {
      const words = plainText(type)
      flat.starts.set(type, flat.length)
      flat.runs.push({ words, at: flat.length, block: type.parent })
      flat.length += words.length
    } else if (type instanceof Y.XmlFragment) waiting.push(...[...type.toArray()].reverse())
  return flat
}

/** The words between two places; another block begins on another line. */
export const wordsBetween = (runs: readonly Run[], { from, to }: Range): string => {
  let words = ''
  let block: unknown
  for (const run of runs) {
    const part = run.words.slice(Math.max(0, from - run.at), Math.max(0, to - run.at))
    if (part === '') continue
    if (words !== '' && run.block !== block) words += '\n'
    words += part
    block = run.block
  }
  return words
}

const BLANK = /\s/u

/** Words without their blanks: where lines and paragraphs end does not matter for finding them again. */
export const bare = (words: string): string => words.replace(/\s+/gu, '')

/** All letters without blanks, each with its place. */
const lettersOf = (runs: readonly Run[]) => {
  const places: number[] = []
  let letters = ''
  for (const { words, at } of runs)
    for (let index = 0; index < words.length; index++) {
      const letter = words.charAt(index)
      if (BLANK.test(letter)) continue
      letters += letter
      places.push(at + index)
    }
  return { letters, places }
}

/** Every place where these words stand, in reading order; blanks do not count. */
export const findWords = (runs: readonly Run[], quote: string): Range[] => {
  const sought = bare(quote)
  if (sought === '') return []
  const { letters, places } = lettersOf(runs)
  const found: Range[] = []
  for (let at = letters.indexOf(sought); at >= 0; at = letters.indexOf(sought, at + sought.length)) {
    const [from, last] = [places[at], places[at + sought.length - 1]]
    if (from !== undefined && last !== undefined) found.push({ from, to: last + 1 })
  }
  return found
}
