import { ImageRun, Paragraph } from 'docx'
import type { BodyNode } from 'shared/documents/body'
import { reportUnknown, type Ink } from './ink.ts'
import { cleanText, writeWords } from './runs.ts'

/** Pixels of a browser in a twentieth of a point. */
const TWIPS_A_PIXEL = 15

const textIn = (value: unknown): string => (typeof value === 'string' ? cleanText(value) : '')

/** As large as it is shown, and never wider than its place. */
const sizeOf = (wide: number, high: number, percent: unknown, widthTwips: number) => {
  const most = widthTwips / TWIPS_A_PIXEL
  const wished = typeof percent === 'number' && percent > 0 ? (most * percent) / 100 : wide
  const width = Math.max(1, Math.round(Math.min(wished, most)))
  return { width, height: Math.max(1, Math.round((width * high) / wide)) }
}

/** A picture from the document's own files; one that is not at hand leaves its words, and is told. */
export const writePicture = ({ attrs = {} }: BodyNode, widthTwips: number, ink: Ink): Paragraph => {
  const alt = textIn(attrs.alt)
  const found = ink.pictures.get(textIn(attrs.file))
  if (!found) {
    reportUnknown(ink, 'image')
    return new Paragraph({ style: 'Picture', children: writeWords(alt) })
  }
  const { type, data, wide, high } = found
  return new Paragraph({
    style: 'Picture',
    children: [
      new ImageRun({
        type,
        data,
        transformation: sizeOf(wide, high, attrs.percent, widthTwips),
        altText: { name: alt || 'picture', title: alt, description: alt },
      }),
    ],
  })
}
