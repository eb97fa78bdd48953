import type { Block } from './blocks.ts'
import { isStamp } from './known.ts'
import type { Marker } from './markers.ts'

/** What a block is in the document. `number` numbers an item of an ordered list. */
export type Piece =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'item'; number: number | null; text: string }
  | { kind: 'paragraph'; text: string }

const HEADING_DEEPEST = 4
/** A numbered part that is longer is a clause, not a title. */
const NUMBERED_LONGEST = 200
const APART_LONGEST = 120
const TITLE_LONGEST = 300
/** More short lines than this in a row are a list of names, not headings. */
const APART_RUN = 2

const couldHead = (text: string, longest: number): boolean =>
  text.length <= longest &&
  /^[«"]?\p{Lu}/u.test(text) &&
  /\p{L}{3}/u.test(text) &&
  !/[.;:,!?…]$/u.test(text) &&
  !/[.!?] \p{Lu}\p{Ll}/u.test(text) &&
  !/_{2}/.test(text) &&
  !isStamp(text.split(' ')[0] ?? '')

const isCapital = (text: string): boolean => !/\p{Ll}/u.test(text) && couldHead(text, APART_LONGEST)

const standsApart = ({ lead, text, apart }: Block): boolean =>
  !lead && ((apart.before && apart.after && couldHead(text, APART_LONGEST)) || isCapital(text))

/** Blocks that head what follows because they stand apart: none of a long run, none at the very end. */
const findApart = (blocks: readonly Block[]): Set<Block> => {
  const found = new Set<Block>()
  let run: Block[] = []
  for (const block of blocks)
    if (standsApart(block)) run.push(block)
    else {
      if (run.length <= APART_RUN) for (const heading of run) found.add(heading)
      run = []
    }
  return found
}

const isTitle = (block: Block, index: number): boolean =>
  index === 0 && !block.lead && block.apart.after && couldHead(block.text, TITLE_LONGEST)

const readNumbered = (lead: Marker & { kind: 'number' }, text: string, above: number): Piece => {
  const whole = `${lead.label} ${text}`
  if (text.length <= NUMBERED_LONGEST && !/[;,]$/u.test(text))
    return { kind: 'heading', level: Math.min(HEADING_DEEPEST, above + lead.depth), text: whole }
  return lead.depth === 1 ? { kind: 'item', number: lead.number, text } : { kind: 'paragraph', text: whole }
}

/** Says of every block what it is: known names, numbered parts and what stands apart are headings. */
export const readOutline = (blocks: readonly Block[]): Piece[] => {
  const apart = findApart(blocks)
  let above = 1
  const headAt = (level: number, text: string): Piece => {
    above = level
    return { kind: 'heading', level, text }
  }
  return blocks.map((block, index): Piece => {
    const { lead, text } = block
    if (lead?.kind === 'known') return headAt(lead.level, text.replace(/\s*:$/u, ''))
    if (lead?.kind === 'bullet') return { kind: 'item', number: null, text }
    if (lead?.kind === 'item') return { kind: 'item', number: lead.number, text }
    if (lead?.kind === 'number') return readNumbered(lead, text, above)
    if (isTitle(block, index)) return headAt(1, text)
    return apart.has(block) ? headAt(2, text) : { kind: 'paragraph', text }
  })
}
