import type { LossCode } from 'shared/documents/losses'
import type { Archive } from './zip.ts'

const count = (xml: string, pattern: RegExp): number => [...xml.matchAll(pattern)].length

/** Word writes some things twice, for itself and for older readers; the older form is the one converted. */
const dropDoubles = (xml: string): string => xml.replace(/<mc:Choice\b[\s\S]*?<\/mc:Choice>/g, '')

const readAll = async (archive: Archive, pattern: RegExp): Promise<string[]> => {
  const texts: string[] = []
  for (const name of archive.names) if (pattern.test(name)) texts.push(await archive.read(name))
  return texts
}

const holdsText = (xml: string): boolean => /<w:t[ >][^<]*\S/.test(xml)

/** What a .docx holds that the editor has no place for, counted in its own XML. */
export const countLosses = async (archive: Archive): Promise<Partial<Record<LossCode, number>>> => {
  const body = await archive.read('word/document.xml')
  const once = dropDoubles(body)
  const comments = await archive.read('word/comments.xml')
  const margins = await readAll(archive, /^word\/(header|footer)\d*\.xml$/)
  return {
    drawings: count(body, /<(?:c:chart|dgm:relIds)[ >]/g),
    formulas: count(body, /<m:oMath[ >]/g),
    textBoxes: count(once, /<w:txbxContent[ >]/g),
    comments: count(comments, /<w:comment[ >]/g),
    trackedChanges: count(body, /<w:(?:ins|del)\s[^>]*[^/]>/g),
    footnotes: count(once, /<w:(?:footnote|endnote)Reference[ /]/g),
    headers: margins.filter(holdsText).length,
    embedded: archive.names.filter((name) => /^word\/embeddings\/./.test(name)).length,
  }
}
