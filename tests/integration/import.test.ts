import { readFileSync } from 'node:fs'
import {
  Document,
  ExternalHyperlink,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  type IRunOptions,
} from 'docx'
import fc from 'fast-check'
import { structureText } from 'server/documents/import/plain/structure'
import { textOf } from 'shared/documents/minutes'
import { must } from 'shared/must'
import type { BodyNode } from 'shared/documents/body'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openImportDesk, type ImportDesk } from '../support/import.ts'
import { packProgramme } from '../support/programme.ts'
import { packWord, wordParagraph } from '../support/word.ts'

const fixture = (name: string) => readFileSync(new URL(`../fixtures/import/${name}`, import.meta.url))

let desk: ImportDesk
beforeAll(async () => {
  desk = await openImportDesk()
})
afterAll(() => desk.app.close())

const importFile = (...file: Parameters<ImportDesk['importFile']>) => desk.importFile(...file)

const headingsOf = (body: BodyNode) =>
  (body.content ?? [])
    .filter(({ type }) => type === 'heading')
    .map((node) => `${'#'.repeat(Number(node.attrs?.['level']))} ${textOf(node)}`)

const everyNode = (body: BodyNode): BodyNode[] => [body, ...(body.content ?? []).flatMap(everyNode)]
const find = (body: BodyNode, type: string) => everyNode(body).filter((node) => node.type === type)

describe('plain text', () => {
  it('of a real programme gets its headings, paragraphs and lists back', async () => {
    const { body, title, kind, losses } = await importFile(
      fixture('municipal-programme.txt'),
      'municipal-programme.txt',
    )
    const golden = fixture('municipal-programme.headings.md').toString('utf8').split('\n').filter(Boolean)
    expect(headingsOf(body)).toEqual(golden)
    expect(title.startsWith('Муниципальная программа сетевого взаимодействия')).toBe(true)
    expect(kind).toBe('note')
    expect(losses).toEqual([])
    const texts = (body.content ?? []).filter(({ type }) => type === 'paragraph').map(textOf)
    expect(texts).toContain('Управление образования администрации муниципального района «Корочанский район»')
    expect(find(body, 'bulletList').length).toBeGreaterThanOrEqual(8)
    const words = (text: string) => text.replace(/[^\p{L}\d]/gu, '')
    expect(words(textOf(body)).length).toBe(words(fixture('municipal-programme.txt').toString('utf8')).length)
  })

  it('loses no letter, whatever it is', () => {
    const letters = (text: string) => text.replace(/\P{L}/gu, '')
    const words = fc.constantFrom(
      'Школа',
      'учитель.',
      '1.',
      '1.2',
      '2)',
      '-',
      '–',
      'Цель программы',
      ';',
      ':',
      '',
      '\f',
    )
    const line = fc.array(fc.oneof(words, fc.string({ unit: 'grapheme' })), { maxLength: 6 })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const text = lines.map((parts) => parts.join(' ')).join('\n')
        expect(letters(textOf(structureText(text)))).toBe(letters(text))
      }),
    )
  })

  it('is read in Windows-1251 and UTF-16 too', async () => {
    const text = 'Пояснительная записка\n\nШколы помогают друг другу.\n'
    const cp1251 = Uint8Array.from(text, (letter) => {
      const code = letter.charCodeAt(0)
      return code < 128 ? code : code - 0x410 + 0xc0
    })
    for (const bytes of [cp1251, Buffer.from(`\ufeff${text}`, 'utf16le')]) {
      const { body } = await importFile(bytes, 'записка.txt')
      expect(headingsOf(body)).toEqual(['## Пояснительная записка'])
      expect(textOf(body)).toContain('Школы помогают друг другу.')
    }
  })

  it('of 5 MB goes in whole', async () => {
    const line = 'Учителя двух школ вместе готовят урок и обсуждают его после занятия.\n'
    const text = line.repeat(Math.ceil((5 * 1024 * 1024) / Buffer.byteLength(line)))
    const { body } = await importFile(text, 'много.txt')
    expect(textOf(body).length).toBeGreaterThan(text.length * 0.99)
  })

  it('is seeded once, by nobody', async () => {
    const { id } = await importFile('Заметка о главном.', 'заметка.txt')
    const rows = await desk.app
      .sql`select seq::int, person_id, seeded from document_update where document_id = ${id}`
    expect([...rows]).toEqual([{ seq: 1, person_id: null, seeded: true }])
  })
})

describe('Markdown', () => {
  it('keeps headings, lists, tasks, tables and links', async () => {
    const { body, losses, title } = await importFile(
      [
        '# План недели',
        '',
        'Смотри **сюда** и [туда](https://school.example/plan), но не [внутрь](/documents/1).',
        '',
        '- раз',
        '  - вложенный',
        '- [x] сделано',
        '',
        '1. первый',
        '2. второй',
        '',
        '| Этап | Минуты |',
        '| --- | --- |',
        '| Начало | 5 |',
        '',
        '![схема](https://elsewhere.example/pixel.gif)',
        '',
        '###### Глубоко',
        '',
        '<script>alert(1)</script>',
      ].join('\n'),
      'plan.md',
    )
    expect(title).toBe('План недели')
    expect(headingsOf(body)).toEqual(['# План недели', '#### Глубоко'])
    expect(find(body, 'tableHeader').map(textOf)).toEqual(['Этап', 'Минуты'])
    expect(find(body, 'tableCell').map(textOf)).toEqual(['Начало', '5'])
    expect(find(body, 'taskItem').map((item) => item.attrs?.['checked'])).toContain(true)
    expect(find(body, 'orderedList')).toHaveLength(1)
    const marks = everyNode(body).flatMap(({ marks = [] }) => marks)
    expect(marks).toContainEqual({ type: 'link', attrs: { href: 'https://school.example/plan' } })
    expect(losses).toEqual([
      { code: 'images', count: 1 },
      { code: 'links', count: 1 },
    ])
    expect(JSON.stringify(body)).not.toContain('/documents/1')
    expect(JSON.stringify(body)).not.toContain('elsewhere.example')
    expect(find(body, 'script')).toEqual([])
  })
})

const strong: IRunOptions = { text: 'Важно', bold: true }
const slanted: IRunOptions = { text: ' и наклонно', italics: true }

const passportOf = async () => {
  const row = (name: string, value: string) =>
    new TableRow({
      children: [name, value].map((text) => new TableCell({ children: [new Paragraph(text)] })),
    })
  const document = new Document({
    sections: [
      {
        children: [
          new Paragraph({ text: 'Программа сетевого взаимодействия', heading: HeadingLevel.TITLE }),
          new Paragraph({ text: 'Паспорт программы', heading: HeadingLevel.HEADING_1 }),
          new Table({
            rows: [
              new TableRow({
                tableHeader: true,
                children: ['Поле', 'Содержание'].map(
                  (text) => new TableCell({ children: [new Paragraph(text)] }),
                ),
              }),
              row('Наименование программы', 'Муниципальная программа'),
              row('Цель программы', 'Помощь школам'),
              new TableRow({
                children: [new TableCell({ columnSpan: 2, children: [new Paragraph('на две колонки')] })],
              }),
            ],
          }),
          new Paragraph({ text: 'Задачи программы', heading: HeadingLevel.HEADING_2 }),
          new Paragraph({ text: 'проводить семинары', bullet: { level: 0 } }),
          new Paragraph({ text: 'по математике', bullet: { level: 1 } }),
          new Paragraph({
            children: [
              new TextRun(strong),
              new TextRun(slanted),
              new ExternalHyperlink({
                link: 'https://school.example/',
                children: [new TextRun('сайт школы')],
              }),
            ],
          }),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

describe('a Word file', () => {
  it('of a whole programme keeps its headings and its passport', async () => {
    const text = fixture('municipal-programme.txt').toString('utf8')
    const { headings, passport, file } = await packProgramme(text)
    expect(passport.length).toBeGreaterThanOrEqual(10)
    const { body, losses, title } = await importFile(file, 'программа.docx')
    expect(headingsOf(body)).toEqual(headings)
    expect(title).toBe(must(headings[0], 'a title').slice(2))
    const table = must(find(body, 'table')[0], 'the passport')
    const rows = must(table.content, 'rows').map(({ content = [] }) =>
      content.map(({ type, content: lines = [] }) => [type, ...lines.map(textOf)]),
    )
    expect(rows).toEqual([
      [
        ['tableHeader', 'Раздел паспорта'],
        ['tableHeader', 'Содержание'],
      ],
      ...passport.map(({ name, lines }) => [
        ['tableCell', name],
        ['tableCell', ...lines],
      ]),
    ])
    expect(losses).toEqual([])
  })

  it('keeps x² and H₂O, and counts raised words that have no such letters', async () => {
    const run = (text: string, script: IRunOptions = {}) => new TextRun({ text, ...script })
    const [raised, lowered] = [{ superScript: true }, { subScript: true }]
    const children = [
      run('x'),
      run('2', raised),
      run(', H'),
      run('2', lowered),
      run('O, S'),
      run('бок', lowered),
    ]
    const document = new Document({ sections: [{ children: [new Paragraph({ children })] }] })
    const { body, losses } = await importFile(await Packer.toBuffer(document), 'формулы.docx')
    expect(textOf(body)).toBe('x², H₂O, Sбок')
    expect(losses).toEqual([{ code: 'scripts', count: 1 }])
  })

  it('keeps its headings, its table with the header row, lists, marks and links', async () => {
    const { body, losses, title } = await importFile(await passportOf(), 'программа.docx')
    expect(title).toBe('Программа сетевого взаимодействия')
    expect(headingsOf(body)).toEqual([
      '# Программа сетевого взаимодействия',
      '# Паспорт программы',
      '## Задачи программы',
    ])
    expect(find(body, 'tableHeader').map(textOf)).toEqual(['Поле', 'Содержание'])
    expect(find(body, 'tableCell').map(textOf)).toEqual([
      'Наименование программы',
      'Муниципальная программа',
      'Цель программы',
      'Помощь школам',
      'на две колонки',
    ])
    expect(find(body, 'tableCell').at(-1)?.attrs?.['colspan']).toBe(2)
    expect(find(body, 'bulletList')).toHaveLength(2)
    const marks = everyNode(body).flatMap(({ marks = [] }) => marks.map(({ type }) => type))
    expect(marks.sort()).toEqual(['bold', 'italic', 'link'])
    expect(losses).toEqual([])
  })

  it('without heading styles has its bold lines for headings', async () => {
    const bold = (text: string) => `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>${text}</w:t></w:r></w:p>`
    const { body } = await importFile(
      packWord(bold('Программа') + wordParagraph('Обычный текст.') + bold('Задачи программы')),
      'a.docx',
    )
    expect(headingsOf(body)).toEqual(['# Программа', '### Задачи программы'])
  })

  it('tells what could not be kept', async () => {
    const picture = (id: string) =>
      `<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip r:link="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
    const changed = '<w:ins w:id="1" w:author="x"><w:r><w:t>новое</w:t></w:r></w:ins>'
    const formula = '<w:p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>'
    const link = '<w:p><w:hyperlink r:id="bad"><w:r><w:t>нажми</w:t></w:r></w:hyperlink></w:p>'
    const { body, losses } = await importFile(
      packWord(`<w:p>${changed}</w:p>${formula}${picture('img')}${link}`, [
        { id: 'bad', type: 'hyperlink', address: 'javascript:alert(1)' },
        { id: 'img', type: 'image', address: 'file:///etc/passwd' },
      ]),
      'a.docx',
    )
    expect(losses).toEqual(
      expect.arrayContaining([
        { code: 'trackedChanges', count: 1 },
        { code: 'formulas', count: 1 },
        { code: 'links', count: 1 },
      ]),
    )
    expect(textOf(body)).toBe('новое нажми')
    expect(JSON.stringify(body)).not.toContain('javascript')
    expect(JSON.stringify(body)).not.toContain('root:')
  })
})

describe('the title', () => {
  it('is the wished one, else the heading, else the name of the file', async () => {
    const heading = '# Заголовок\n\nтекст'
    expect((await importFile(heading, 'a.md', { title: 'Своё имя' })).title).toBe('Своё имя')
    expect((await importFile(heading, 'a.md')).title).toBe('Заголовок')
    expect((await importFile(heading, 'a.md', { title: '' })).title).toBe('Заголовок')
    expect((await importFile('просто текст.', 'Конспект урока.txt')).title).toBe('Конспект урока')
  })

  it('hides nothing that reads from right to left', async () => {
    const { title } = await importFile('просто текст.', 'план\u202etxt.exe.txt')
    expect(title).toBe('планtxt.exe')
  })
})
