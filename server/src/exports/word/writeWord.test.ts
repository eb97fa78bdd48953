import { isProblem } from 'shared/protocol/problem'
import type { BodyNode } from 'shared/documents/body'
import { paragraph } from 'shared/documents/body'
import { editorSchema } from 'shared/documents/schema/editor'
import type { Paper } from 'shared/exports/paper'
import { describe, expect, it } from 'vitest'
import { openArchive } from '../../documents/import/zip.ts'
import { writeWord } from './writeWord.ts'

const paper = (content: BodyNode[], more: Partial<Paper> = {}): Paper => ({
  locale: 'ru',
  title: 'Заметка',
  landscape: false,
  stamps: [],
  heading: [],
  under: '',
  figures: null,
  form: [],
  body: { type: 'doc', content },
  foot: 'Круг',
  ...more,
})

const write = async (content: BodyNode[], more: Partial<Paper> = {}) => {
  const { bytes, unknown } = await writeWord(paper(content, more), 'https://krug.example')
  const archive = await openArchive(Buffer.from(bytes))
  if (isProblem(archive)) throw new Error(archive.problem)
  const part = async (name: string) => archive.read(`word/${name}.xml`)
  return { unknown, text: await part('document'), part, archive, names: archive.names }
}

const marked = (text: string, type: string, attrs?: Record<string, unknown>): BodyNode => ({
  type: 'paragraph',
  content: [{ type: 'text', text, marks: [attrs ? { type, attrs } : { type }] }],
})
const item = (...content: BodyNode[]): BodyNode => ({ type: 'listItem', content })
const cell = (text: string, attrs: Record<string, unknown> = {}, type = 'tableCell'): BodyNode => ({
  type,
  attrs,
  content: [paragraph(text)],
})
const row = (...content: BodyNode[]): BodyNode => ({ type: 'tableRow', content })

describe('a file of Word', () => {
  it('has headings of real styles and lists of real numbers, each list counting anew', async () => {
    const { text, part } = await write([
      { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Глава' }] },
      {
        type: 'orderedList',
        attrs: { start: 3 },
        content: [item(paragraph('три')), item(paragraph('четыре'))],
      },
      paragraph('между'),
      {
        type: 'orderedList',
        attrs: { type: 'a' },
        content: [item(paragraph('а'), { type: 'bulletList', content: [item(paragraph('точка'))] })],
      },
    ])
    expect(text).toContain('<w:pStyle w:val="Heading2"/>')
    const numbers = [...text.matchAll(/<w:ilvl w:val="(\d)"\/><w:numId w:val="(\d+)"\/>/g)].map(
      ([, level, id]) => [level, id],
    )
    expect(numbers.map(([level]) => level)).toEqual(['0', '0', '0', '1'])
    expect(new Set(numbers.map(([, id]) => id)).size).toBe(3)
    const numbering = await part('numbering')
    expect(numbering).toContain('<w:start w:val="3"/>')
    expect(numbering).toContain('w:val="lowerLetter"')
  })

  it('has tables with widths, merged cells, heads that repeat, and rows that stay whole', async () => {
    const { text } = await write([
      {
        type: 'table',
        content: [
          row(
            cell('А', { colwidth: [100] }, 'tableHeader'),
            cell('Б', { colspan: 2, colwidth: [200, 300] }, 'tableHeader'),
          ),
          row(cell('высокая', { rowspan: 2 }), cell('1'), cell('2')),
          row(cell('3'), cell('4')),
        ],
      },
    ])
    const grid = [...text.matchAll(/<w:gridCol w:w="(\d+)"\/>/g)].map(([, width]) => Number(width))
    const all = grid.reduce((sum, width) => sum + width, 0)
    expect(grid.map((width) => Math.round((width / all) * 600))).toEqual([100, 200, 300])
    expect(text).toContain('<w:gridSpan w:val="2"/>')
    expect(text.match(/<w:vMerge/g)).toHaveLength(2)
    expect(text.match(/<w:tblHeader\/>/g)).toHaveLength(1)
    expect(text.match(/<w:cantSplit\/>/g)).toHaveLength(3)
  })

  it('keeps boxes to tick, formulas, footnotes, and names faces to take instead', async () => {
    const { text, part, unknown } = await write([
      {
        type: 'taskList',
        content: [{ type: 'taskItem', attrs: { checked: true }, content: [paragraph('сделано')] }],
      },
      {
        type: 'paragraph',
        content: [
          { type: 'math', attrs: { latex: '\\frac{1}{2}' } },
          { type: 'footnote', attrs: { note: 'Слова сноски' } },
        ],
      },
    ])
    expect(text).toContain('w14:checkbox')
    expect(text).toContain('<m:f>')
    expect(await part('footnotes')).toContain('Слова сноски')
    expect(await part('fontTable')).toContain('Times New Roman')
    expect(unknown).toEqual({})
  })

  it('reports what it writes by its words alone, and drops nothing in silence', async () => {
    const { text, unknown } = await write([
      { type: 'mystery', content: [paragraph('слова внутри')] },
      { type: 'paragraph', content: [{ type: 'math', attrs: { latex: '\\frac{' } }] },
      { type: 'image', attrs: { file: 'нет такого', alt: 'график функции' } },
      {
        type: 'table',
        content: [row(...Array.from({ length: 70 }, (_, index) => cell(`столбец ${index}`)))],
      },
    ])
    expect(unknown).toEqual({ mystery: 1, math: 1, image: 1, table: 1 })
    for (const words of ['слова внутри', '\\frac{', 'график функции', 'столбец 69'])
      expect(text).toContain(words)
  })

  it('knows every node and mark of the editor', async () => {
    const structural = new Set([
      'doc',
      'text',
      'listItem',
      'taskItem',
      'tableRow',
      'tableCell',
      'tableHeader',
      'column',
    ])
    const blocks = Object.values(editorSchema.nodes).filter(({ name }) => !structural.has(name))
    const { unknown } = await write([
      ...blocks.map(({ name, isInline }): BodyNode =>
        isInline ? { type: 'paragraph', content: [{ type: name }] } : { type: name },
      ),
      ...Object.keys(editorSchema.marks).map((mark) => marked('слово', mark)),
    ])
    const withoutContent = new Set(['image', 'attachment', 'table'])
    expect(Object.keys(unknown).filter((name) => !withoutContent.has(name))).toEqual([])
  })
})

describe('a hostile document', () => {
  it('leads nowhere it should not, and brings no code', async () => {
    const { text, archive, names } = await write([
      ...['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '//evil.example/x', '#place'].map(
        (href) => marked('слово', 'link', { href }),
      ),
      marked('своё', 'link', { href: '/documents/1' }),
      marked('чужое', 'link', { href: 'https://school.example/?a=1&b="<' }),
      { type: 'image', attrs: { src: 'https://evil.example/p.gif', file: 'https://evil.example/p.gif' } },
      { type: 'includeText', attrs: { href: 'file:///etc/passwd' } },
    ])
    const relations = await archive.read('word/_rels/document.xml.rels')
    const outside = [...relations.matchAll(/Target="([^"]*)" TargetMode="External"/g)].map(
      ([, target]) => target,
    )
    expect(outside).toEqual([
      'https://krug.example/documents/1',
      'https://school.example/?a=1&amp;b=&quot;&lt;',
    ])
    expect(text).not.toMatch(/INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|attachedTemplate/i)
    expect(names.filter((name) => /vba|embeddings|activeX|externalLink/i.test(name))).toEqual([])
  })

  it('stays a readable file whatever characters it holds', async () => {
    const words = 'а\u0000б\u000b\ud800в\ufffe]]>&<w:p>"\'\u202e'
    const { text } = await write([paragraph(words), marked(words, 'bold')], {
      title: words,
      foot: words,
      heading: [words],
    })
    expect(text).toContain('аб\ufffdв]]&gt;&amp;&lt;w:p&gt;')
    // eslint-disable-next-line no-control-regex -- they are what is looked for
    expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
  })

  it('of deep lists, ragged tables and cells that reach too far is written whole', async () => {
    const deep = (depth: number): BodyNode =>
      depth === 0
        ? paragraph('дно')
        : { type: 'bulletList', content: [item(paragraph(String(depth)), deep(depth - 1))] }
    const { text } = await write([
      deep(30),
      { type: 'table', content: [row(cell('один', { rowspan: 500, colspan: 3 })), row(), row(cell('край'))] },
      { type: 'table', content: [] },
      { type: 'table' },
      { type: 'orderedList' },
      { type: 'heading', attrs: { level: 99 } },
    ])
    expect(text).toContain('дно')
    expect(text).toContain('край')
    expect(text).not.toMatch(/w:ilvl w:val="(9|\d\d)"/)
  })
})
