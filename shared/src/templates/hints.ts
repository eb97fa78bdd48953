import type { Piece, TablePiece, TemplateWords } from './template.ts'

/** What is said in grey where nothing is written, by the words of the template that stand around the place. */
export type TemplateHints = {
  /** Under a heading. */
  sections: ReadonlyMap<string, string>
  /** In a table: by the words above the column. */
  columns: ReadonlyMap<string, string>
  /** In the second cell of a row: by the first line of its first cell. */
  rows: ReadonlyMap<string, string>
}

const headingWords = /^#{1,3} (.*)$/

const sectionHints = (body: readonly Piece[]): [string, string][] =>
  body.flatMap((piece, index) => {
    const above = body[index - 1]
    const name = typeof above === 'string' ? headingWords.exec(above)?.[1] : undefined
    return typeof piece === 'string' && piece.startsWith('? ') && name !== undefined
      ? [[name, piece.slice(2)] as [string, string]]
      : []
  })

const pair = (name: string | undefined, hint: string | null): [string, string][] =>
  name && hint ? [[name, hint]] : []

const columnHints = ({ columns, hints = [] }: TablePiece) =>
  hints.flatMap((hint, column) => pair(columns[column], hint))

const rowHints = ({ rows, rowHints: hints = [] }: TablePiece) =>
  hints.flatMap((hint, row) => pair(rows[row]?.[0]?.split('\n')[0], hint))

/** The hints of a template. They are never in its text: nothing of them is printed or stored. */
export const hintsOf = ({ body }: Pick<TemplateWords, 'body'>): TemplateHints => {
  const tables = body.filter((piece) => typeof piece !== 'string')
  return {
    sections: new Map(sectionHints(body)),
    columns: new Map(tables.flatMap(columnHints)),
    rows: new Map(tables.flatMap(rowHints)),
  }
}
