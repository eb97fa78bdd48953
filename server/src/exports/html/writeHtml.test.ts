import { parseHTML } from 'linkedom'
import { paragraph, type BodyNode } from 'shared/documents/body'
import { editorSchema } from 'shared/documents/schema/editor'
import type { Paper } from 'shared/exports/paper'
import { describe, expect, it } from 'vitest'
import { isProblem } from 'shared/protocol/problem'
import { convertMarkdown } from '../../documents/import/markdown.ts'
import { writeMarkdown } from '../markdown/writeMarkdown.ts'
import { writeHtml } from './writeHtml.ts'

const paper = (content: BodyNode[], words = ''): Paper => ({
  locale: 'ru',
  title: words || 'Заметка',
  landscape: false,
  stamps: words ? [{ heading: words, lines: [words] }] : [],
  heading: words ? [words] : [],
  under: words,
  figures: words ? { lead: words, said: words } : null,
  form: words ? [[words, words]] : [],
  body: { type: 'doc', content },
  foot: words,
})
const text = (words: string, ...marks: string[]): BodyNode => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}),
})
const block = (type: string, ...content: BodyNode[]): BodyNode => ({ type, content })
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const html = (content: BodyNode[], words = '') => {
  const { bytes, unknown } = writeHtml(paper(content, words), 'https://krug.example', new Map())
  return { page: decode(bytes), document: parseHTML(decode(bytes)).document, unknown }
}
const markdown = (content: BodyNode[], words = '') => {
  const { bytes, unknown } = writeMarkdown(paper(content, words), 'https://krug.example')
  return { text: decode(bytes), unknown }
}

const attack = '<script>alert(1)</script><img src=https://evil.example/p.gif onerror=alert(1)>"\'&'
const hostile: BodyNode[] = [
  paragraph(attack),
  ...[
    'javascript:alert(1)',
    'java\tscript:1',
    'data:text/html,x',
    '//evil.example',
    'https://a.example/"onmouseover="1',
  ].map((href): BodyNode => ({
    type: 'paragraph',
    content: [{ type: 'text', text: attack, marks: [{ type: 'link', attrs: { href } }] }],
  })),
  { type: 'image', attrs: { src: 'https://evil.example/p.gif', file: attack, alt: attack } },
  { type: 'attachment', attrs: { file: attack, fileName: attack } },
  ...['math', 'mention', 'documentLink', 'footnote'].map((type): BodyNode =>
    block('paragraph', {
      type,
      attrs: {
        latex: `\\href{javascript:alert(1)}{x} ${attack}`,
        label: attack,
        document: attack,
        note: attack,
      },
    }),
  ),
  { type: 'mathBlock', attrs: { latex: '\\includegraphics{https://evil.example/p.gif}' } },
  { type: 'heading', attrs: { level: '1><img onerror=1>' }, content: [text(attack)] },
  {
    type: 'orderedList',
    attrs: { start: '1 onclick=1', type: '" onclick="1' },
    content: [block('listItem', paragraph(attack))],
  },
  block('codeBlock', text('```\n</code></pre><script>alert(1)</script>')),
  block(
    'table',
    block('tableRow', {
      type: 'tableCell',
      attrs: { colspan: '2" onclick="1', align: 'left;x' },
      content: [paragraph(attack)],
    }),
  ),
  block(attack, paragraph(attack)),
]

describe('a page that stands alone', () => {
  it('holds nothing that runs and asks no server, whatever the document says', () => {
    const { page, document } = html(hostile, attack)
    for (const element of document.querySelectorAll('*')) {
      expect(['SCRIPT', 'IFRAME', 'OBJECT', 'EMBED', 'LINK', 'FORM', 'BASE']).not.toContain(element.tagName)
      for (const { name, value } of element.attributes) {
        expect(name).not.toMatch(/^on|^srcset$|^background$/i)
        if (name === 'src') expect(value).toMatch(/^data:image\//)
        if (name === 'href') expect(value).toMatch(/^(https:\/\/(krug|a)\.example\/|#(note|mark)-\d+$)/)
      }
    }
    expect(page).toContain("default-src 'none'")
    expect(document.querySelectorAll('img')).toHaveLength(0)
  })

  it('draws formulas as MathML, repeats the heads of tables, and says what is left of the rest', () => {
    const head = (words: string) => block('tableHeader', paragraph(words))
    const { page, unknown } = html([
      block(
        'paragraph',
        { type: 'math', attrs: { latex: 'x^2' } },
        { type: 'math', attrs: { latex: '\\frac{' } },
      ),
      block(
        'table',
        block('tableRow', head('А'), head('Б')),
        block('tableRow', block('tableCell', paragraph('1'))),
      ),
    ])
    expect(page).toMatch(/<math[^]*<msup>/)
    expect(page).toMatch(/<thead><tr><th>/)
    expect(unknown).toEqual({ math: 1 })
  })

  it('knows every node of the editor, as the text with marks does', () => {
    const all = Object.values(editorSchema.nodes)
      .filter(({ name }) => !['doc', 'text'].includes(name))
      .map(({ name, isInline }) => (isInline ? block('paragraph', { type: name }) : { type: name }))
    const withoutContent = ['image', 'attachment', 'table', 'tableRow', 'tableCell', 'tableHeader']
    const strange = (unknown: Record<string, number>) =>
      Object.keys(unknown).filter((name) => !withoutContent.includes(name))
    expect(strange(html(all).unknown)).toEqual([])
    expect(strange(markdown(all).unknown)).toEqual([])
  })
})

describe('a text with marks', () => {
  it('comes back through the import as it was', async () => {
    const cell = (type: string, words: string) => block(type, paragraph(words))
    const content = [
      { type: 'heading', attrs: { level: 2 }, content: [text('Глава 1. Начало')] },
      block(
        'paragraph',
        text('Слова, '),
        text('важные', 'bold'),
        text(' и '),
        text('особые', 'italic'),
        text(' *не* _курсив_ 1. [х] <b> & `код`'),
      ),
      paragraph('1. не список'),
      paragraph('# не заголовок'),
      block(
        'bulletList',
        block('listItem', paragraph('точка'), block('orderedList', block('listItem', paragraph('один')))),
      ),
      block(
        'table',
        block('tableRow', cell('tableHeader', 'А'), cell('tableHeader', 'Б')),
        block('tableRow', cell('tableCell', '1 | 2'), cell('tableCell', '3')),
      ),
      block('codeBlock', text('a = 1\n  b = 2')),
    ]
    const again = await convertMarkdown(Buffer.from(markdown(content).text))
    if (isProblem(again)) throw new Error(again.problem)
    const bare = (node: BodyNode): unknown => [
      node.type,
      node.text,
      (node.marks ?? []).map(({ type }) => type),
      (node.content ?? []).map(bare),
    ]
    expect((again.body.content ?? []).map(bare)).toEqual(content.map(bare))
  })

  it('becomes no tag and no script where others read it', async () => {
    const again = await convertMarkdown(Buffer.from(markdown(hostile, attack).text))
    if (isProblem(again)) throw new Error(again.problem)
    const links = JSON.stringify(again.body).match(/"href":"[^"]*"/g) ?? []
    for (const link of links) expect(link).toMatch(/^"href":"https:/)
    const { text: outside } = markdown(
      hostile.filter(({ type }) => type !== 'codeBlock'),
      attack,
    )
    expect(outside.replace(/\\</g, '')).not.toMatch(/<(script|img)/)
  })
})
