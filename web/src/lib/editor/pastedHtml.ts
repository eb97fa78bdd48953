import { writeScripts } from 'shared/documents/scripts'
import { restoreWordLists } from './wordLists.ts'

/** What a paste could not bring: pictures, and raised or lowered words that became ordinary. */
export type PasteLosses = { images: number; scripts: number }
export const nothingLost: PasteLosses = { images: 0, scripts: 0 }

const isOfNote = (html: string): boolean => /<(?:img|sup|sub)\b|vertical-align|mso-text-raise/i.test(html)

/** Dots of one pixel by which mailers count their readers are no pictures. */
const isPicture = (image: HTMLImageElement): boolean =>
  image.getAttribute('width') !== '1' && image.getAttribute('height') !== '1'

/** Does the clipboard hold pictures themselves, not only their addresses? */
export const holdsPictures = (html: string): boolean => /<img\b[^>]*\ssrc=["']?data:image\//i.test(html)

/** @param html what the clipboard holds; gives it in a form that the editor's schema reads, and what it cannot keep. */
export const readPasted = (html: string): { html: string; losses: PasteLosses } => {
  const listed = restoreWordLists(html)
  if (!isOfNote(listed)) return { html: listed, losses: nothingLost }
  const { body } = new DOMParser().parseFromString(listed, 'text/html')
  const scripts = writeScripts(body)
  const images = [...body.querySelectorAll('img')].filter(isPicture).length
  return { html: body.innerHTML, losses: { images, scripts } }
}
