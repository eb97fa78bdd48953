import { isProblem } from 'shared/protocol/problem'
import { paragraph, type BodyNode } from 'shared/documents/body'
import { textOf } from 'shared/documents/minutes'
import { expect, it } from 'vitest'
import { convertWord } from '../../documents/import/word.ts'
import { writeWord } from './writeWord.ts'

const text = (words: string, ...marks: string[]): BodyNode => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}),
})
const block = (type: string, ...content: BodyNode[]): BodyNode => ({ type, content })
const item = (...content: BodyNode[]) => block('listItem', ...content)
const cell = (type: string, words: string, attrs: Record<string, number> = {}): BodyNode => ({
  type,
  attrs,
  content: [paragraph(words)],
})

const content: BodyNode[] = [
  { type: 'heading', attrs: { level: 1 }, content: [text('Паспорт программы')] },
  block(
    'paragraph',
    text('Слова '),
    text('важные', 'bold'),
    text(', '),
    text('особые', 'italic'),
    text(' и прочие'),
  ),
  block(
    'orderedList',
    item(paragraph('один')),
    item(paragraph('два'), block('bulletList', item(paragraph('точка')), item(paragraph('ещё точка')))),
  ),
  block(
    'table',
    block('tableRow', cell('tableHeader', 'А'), cell('tableHeader', 'Б', { colspan: 2 })),
    block(
      'tableRow',
      cell('tableCell', 'высокая', { rowspan: 2 }),
      cell('tableCell', '1'),
      cell('tableCell', '2'),
    ),
    block('tableRow', cell('tableCell', '3'), cell('tableCell', '4')),
  ),
  block('blockquote', paragraph('Цитата')),
  paragraph('Конец'),
]

const spanOf = ({ attrs }: BodyNode, name: string) => Number(attrs?.[name] ?? 1)
const bare = (node: BodyNode): unknown => [
  node.type,
  node.text ?? [spanOf(node, 'colspan'), spanOf(node, 'rowspan'), node.attrs?.level ?? null],
  (node.marks ?? []).map(({ type }) => type),
  (node.content ?? []).map(bare),
]

it('what goes out as a file of Word comes back as it was, without what the form had put over it', async () => {
  const { bytes } = await writeWord(
    {
      ...{ locale: 'ru', title: 'План', landscape: false, under: 'Школы', foot: 'Круг' },
      stamps: [{ heading: 'УТВЕРЖДАЮ', lines: ['Директор'] }],
      heading: ['ПЛАН'],
      figures: { lead: 'На сегодня', said: 'сделано 1 из 2' },
      form: [['Предмет', 'Алгебра']],
      body: { type: 'doc', content },
    },
    'https://krug.example',
  )
  const again = await convertWord(Buffer.from(bytes))
  if (isProblem(again)) throw new Error(again.problem)
  expect((again.body.content ?? []).map(bare)).toEqual(content.map(bare))
  expect(textOf(again.body)).not.toMatch(/УТВЕРЖДАЮ|Алгебра|сделано/)
  expect(again.losses.filter(({ code }) => code !== 'headers')).toEqual([])
})
