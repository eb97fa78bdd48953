import type { ExportFormat } from 'shared/exports/formats'
import { makePaper } from 'shared/exports/makePaper'
import type { Written } from 'shared/exports/paper'
import type { ExportSource } from 'shared/exports/source'
import type { Picture } from './word/ink.ts'

export type ExportWish = {
  format: ExportFormat
  source: ExportSource
  pictures: ReadonlyMap<string, Picture>
}

/** Writes a document as a file. The writers are loaded when they are needed: that of Word is large. */
export const writeFile = async ({ source, pictures }: ExportWish): Promise<Written> => {
  const paper = makePaper(source)
  const { writeWord } = await import('./word/writeWord.ts')
  return writeWord(paper, source.publicUrl, pictures)
}
