import type { ExportFormat } from 'shared/exports/formats'
import { makePaper } from 'shared/exports/makePaper'
import type { Paper, Written } from 'shared/exports/paper'
import type { ExportSource } from 'shared/exports/source'
import type { Pictures } from './picture.ts'

export type ExportWish = { format: ExportFormat; source: ExportSource; pictures: Pictures }

type Writer = (paper: Paper, publicUrl: string, pictures: Pictures) => Written | Promise<Written>

/** Loaded when they are needed: the writer of Word is large. */
const writers: Record<ExportFormat, () => Promise<Writer>> = {
  docx: async () => (await import('./word/writeWord.ts')).writeWord,
  html: async () => (await import('./html/writeHtml.ts')).writeHtml,
  md: async () => (await import('./markdown/writeMarkdown.ts')).writeMarkdown,
}

/** Writes a document as a file. */
export const writeFile = async ({ format, source, pictures }: ExportWish): Promise<Written> => {
  const write = await writers[format]()
  return write(makePaper(source), source.publicUrl, pictures)
}
