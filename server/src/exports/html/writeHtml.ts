import type { Paper, Written } from 'shared/exports/paper'
import type { Pictures } from '../picture.ts'
import { writeBlocks } from './blocks.ts'
import { escape, type Page } from './inline.ts'
import { pageStyle } from './page.ts'

const topOf = ({ stamps, heading, under, figures }: Paper): string => {
  const signs = stamps.map(
    ({ heading: word, lines }) => `<p><b>${escape(word)}</b>\n${escape(lines.join('\n'))}</p>`,
  )
  return [
    signs.length > 0 ? `<div class="stamps">${signs.join('')}</div>` : '',
    ...heading.map((text) => `<p>${escape(text)}</p>`),
    under === '' ? '' : `<p class="under">${escape(under)}</p>`,
    figures === null ? '' : `<div><b>${escape(figures.lead)}</b> ${escape(figures.said)}</div>`,
  ].join('\n')
}

const formOf = ({ form }: Paper): string => {
  const rows = form.map(
    ([label, value]) =>
      `<tr><td>${escape(label)}</td><td>${escape(value).replaceAll('\n', '<br>')}</td></tr>`,
  )
  return rows.length > 0
    ? `<table><colgroup><col style="width: 30%"><col></colgroup>${rows.join('')}</table>`
    : ''
}

const notesOf = ({ notes }: Page): string =>
  notes.length === 0
    ? ''
    : `<hr><ol>${notes.map((note, index) => `<li id="note-${index + 1}">${note} <a href="#mark-${index + 1}">↑</a></li>`).join('')}</ol>`

/** Should anything slip through, a browser still runs no script in the page and asks no server. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

/** One page that stands alone: no script, no other file, no address but links that a person may follow. */
export const writeHtml = (paper: Paper, publicUrl: string, pictures: Pictures): Written => {
  const page: Page = { publicUrl, pictures, unknown: {}, notes: [] }
  const text = writeBlocks(paper.body.content ?? [], page)
  const html = `<!doctype html>
<html lang="${paper.locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width">
<title>${escape(paper.title)}</title>
<style>${pageStyle(paper.landscape)}</style>
</head>
<body>
<header>
${topOf(paper)}
</header>
${formOf(paper)}
<main>
${text}
</main>
${notesOf(page)}
<footer>${escape(paper.foot)}</footer>
</body>
</html>
`
  return { bytes: new TextEncoder().encode(html), unknown: page.unknown }
}
