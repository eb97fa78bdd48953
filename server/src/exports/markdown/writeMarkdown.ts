import type { Paper, Written } from 'shared/exports/paper'
import { writeBlocks } from './blocks.ts'
import { plain, type Sheet } from './inline.ts'

const topOf = ({ heading, under, figures, form }: Paper): string[] => [
  ...(heading.length > 0 ? [`# ${heading.map(plain).join(' · ')}`] : []),
  plain(under),
  figures === null ? '' : `**${plain(figures.lead)}** ${plain(figures.said)}`,
  ...form.map(([label, value]) => `**${plain(label)}:** ${plain(value).replaceAll('\n', '\\\n')}`),
]

/** The text with the marks of Markdown, as GitHub reads them. Stamps are for paper and stay away. */
export const writeMarkdown = (paper: Paper, publicUrl: string): Written => {
  const sheet: Sheet = { publicUrl, unknown: {}, notes: [] }
  const text = writeBlocks(paper.body.content ?? [], sheet)
  const notes = sheet.notes.map((note, index) => `[^${index + 1}]: ${note.replaceAll('\n', ' ')}`)
  const whole = [...topOf(paper), text, notes.join('\n')].filter((part) => part !== '').join('\n\n')
  return { bytes: new TextEncoder().encode(`${whole}\n`), unknown: sheet.unknown }
}
