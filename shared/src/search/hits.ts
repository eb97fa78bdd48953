/** A place in a text, in UTF-16 units: the first one and the one behind the last. */
export type Range = [from: number, to: number]
export type Excerpt = { text: string; hits: Range[] }

/** Signs that `fold` takes out of every text, so that between them nothing but a hit can stand. */
export const HIT_START = '\ue000'
export const HIT_END = '\ue001'

/** Reads where the marks stand in a folded text that was marked, as places in the text without them. */
export const readHits = (marked: string): Range[] => {
  const hits: Range[] = []
  let signs = 0
  let from = 0
  for (const sign of marked.split(/([\ue000\ue001])/u)) {
    if (sign === HIT_START) from = signs
    else if (sign === HIT_END) hits.push([from, signs])
    else signs += sign.length
  }
  return hits
}

const BEFORE = 60
const LENGTH = 200

const wordStart = (text: string, at: number): number => (at <= 0 ? 0 : text.indexOf(' ', at) + 1 || at)
const wordEnd = (text: string, at: number): number => {
  if (at >= text.length) return text.length
  const end = text.lastIndexOf(' ', at)
  return end > at - 40 ? end : at
}

/** The words around the first hit, cut between words, with «…» where more stands. */
export const cutAround = (text: string, hits: readonly Range[]): Excerpt => {
  const first = hits[0]?.[0] ?? 0
  const start = Math.min(first, wordStart(text, first - BEFORE))
  const end = Math.max(hits[0]?.[1] ?? 0, wordEnd(text, start + LENGTH))
  const lead = start > 0 ? '…' : ''
  const moved = hits
    .filter(([from, to]) => from >= start && to <= end)
    .map(([from, to]): Range => [from - start + lead.length, to - start + lead.length])
  return { text: `${lead}${text.slice(start, end)}${end < text.length ? '…' : ''}`, hits: moved }
}

/** The text in pieces, hit or not: for drawing. Ranges that do not fit the text are passed. */
export const piecesOf = ({ text, hits }: Excerpt): { text: string; hit: boolean }[] => {
  const pieces: { text: string; hit: boolean }[] = []
  let at = 0
  for (const [from, to] of hits) {
    if (from < at || to <= from || to > text.length) continue
    if (from > at) pieces.push({ text: text.slice(at, from), hit: false })
    pieces.push({ text: text.slice(from, to), hit: true })
    at = to
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false })
  return pieces
}
