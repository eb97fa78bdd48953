import { AlignmentType, LevelFormat, type INumberingOptions } from 'docx'
import type { BodyNode } from 'shared/documents/body'
import type { Ink } from './ink.ts'

/** Word counts nine levels. */
const LEVELS = 9
export const DEEPEST = LEVELS - 1
/** Twentieths of a point that each level stands further in. */
export const STEP = 400

type Numbered = { reference: string; instance: number }

const formats = {
  '1': LevelFormat.DECIMAL,
  a: LevelFormat.LOWER_LETTER,
  A: LevelFormat.UPPER_LETTER,
  i: LevelFormat.LOWER_ROMAN,
  I: LevelFormat.UPPER_ROMAN,
} as const
type Format = keyof typeof formats

const isFormat = (type: unknown): type is Format => typeof type === 'string' && Object.hasOwn(formats, type)

const indentOf = (level: number) => ({ left: STEP * (level + 1), hanging: STEP })

const bullets = ['•', '–', '▪']

const bulletLevels = Array.from({ length: LEVELS }, (_, level) => ({
  level,
  format: LevelFormat.BULLET,
  text: bullets[level % bullets.length] ?? '•',
  alignment: AlignmentType.LEFT,
  style: { paragraph: { indent: indentOf(level) } },
}))

const numberLevels = (format: Format, start: number) =>
  Array.from({ length: LEVELS }, (_, level) => ({
    level,
    format: formats[format],
    text: `%${level + 1}.`,
    start,
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: indentOf(level) } },
  }))

const ordered = /^ordered-(.)-(\d+)$/u

/** Definitions of the lists that a text uses: dots, and numbers by their kind and where they begin. */
export const defineLists = (references: Iterable<string>): INumberingOptions => ({
  config: [...new Set(references)].map((reference) => {
    const [, format, start] = ordered.exec(reference) ?? []
    return {
      reference,
      levels: isFormat(format) ? numberLevels(format, Number(start)) : bulletLevels,
    }
  }),
})

/** Which list a node is: bullets are all of one, every numbered list counts anew. */
export const openList = ({ type, attrs }: BodyNode, { lists }: Ink): Numbered => {
  const format = isFormat(attrs?.type) ? attrs.type : '1'
  const start = typeof attrs?.start === 'number' ? attrs.start : 1
  const reference = type === 'orderedList' ? `ordered-${format}-${start}` : 'bullets'
  lists.used.add(reference)
  if (type === 'orderedList') lists.last += 1
  return { reference, instance: type === 'orderedList' ? lists.last : 0 }
}
