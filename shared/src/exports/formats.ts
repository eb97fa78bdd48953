export const exportFormats = ['docx', 'html', 'md'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** What a browser is told that the file is. */
export const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  html: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

/** Names the answer's header that tells what a file could not hold: `{"attachment":2}`. */
export const LOSSES_HEADER = 'Krug-Losses'

/** Marks in a file of Word where the text begins: what stands before it comes from the document's form. */
export const TEXT_BEGINS = 'KrugText'
