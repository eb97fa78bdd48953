import { describe, expect, it } from 'vitest'
import { type BodyNode, heading, paragraph, table, textNode } from '../../documents/body.ts'
import { compareBodies } from './blocks.ts'
import { noCounts } from './texts.ts'

const body = (...content: BodyNode[]): BodyNode => ({ type: 'doc', content })

/** A block's words; what came stands in +…+, what went in -…-, what was moved in ~…~, what looks another way in *…*. */
const signs: Record<string, string> = { inserted: '+', deleted: '-', moved: '~', restyled: '*' }
const read = (node: BodyNode | null): string => {
  if (!node) return ''
  if (node.text === undefined) return (node.content ?? []).map(read).join(node.type === 'tableRow' ? '|' : '')
  const sign = (node.marks ?? []).flatMap(({ type }) => signs[type] ?? [])[0] ?? ''
  return sign + node.text + sign
}
const both = (before: BodyNode, after: BodyNode): string[] =>
  compareBodies(before, after).blocks.flatMap((block) => (block.both ? [read(block.both)] : []))

const rows = (...cells: string[][]) =>
  table(cells.map((row) => row.map((text) => ({ header: false, content: [paragraph(text)] }))))

describe('compareBodies', () => {
  it('finds nothing in equal bodies', () => {
    const one = body(heading(1, 'План'), paragraph('Слова'), paragraph())
    const { blocks, counts } = compareBodies(one, structuredClone(one))
    expect(blocks.map(({ change }) => change)).toEqual([null, null, null])
    expect(counts).toEqual(noCounts())
  })

  it('marks words in a paragraph, removed ones before those in their place, and counts them', () => {
    const was = body(paragraph('Учитель объясняет новую тему у доски'))
    const is = body(paragraph('Учитель показывает новую тему на экране'))
    expect(both(was, is)).toEqual(['Учитель -объясняет-+показывает+ новую тему -у доски-+на экране+'])
    expect(compareBodies(was, is).counts).toMatchObject({ inserted: 3, deleted: 3 })
  })

  it('shows each side alone', () => {
    const [block] = compareBodies(
      body(paragraph('один два три четыре')),
      body(paragraph('один два пять четыре')),
    ).blocks
    expect(read(block?.before ?? null)).toBe('один два -три- четыре')
    expect(read(block?.after ?? null)).toBe('один два +пять+ четыре')
  })

  it('tells added and removed blocks', () => {
    const was = body(paragraph('Первый абзац'), paragraph('Второй рассказывает о другом'))
    const is = body(paragraph('Первый абзац'), heading(2, 'Новый раздел'))
    expect(both(was, is)).toEqual(['Первый абзац', '-Второй рассказывает о другом-', '+Новый раздел+'])
  })

  it('tells words that only look another way', () => {
    const was = body(paragraph('важное слово'))
    const is = body({
      type: 'paragraph',
      content: [textNode('важное', [{ type: 'bold' }]), textNode(' слово')],
    })
    expect(both(was, is)).toEqual(['*важное* слово'])
    expect(compareBodies(was, is).counts).toEqual({ ...noCounts(), restyled: 1 })
  })

  it('follows rows of a table: moved, added, and a changed cell', () => {
    const was = body(
      rows(['1', 'приветствие класса утром'], ['2', 'новая тема урока'], ['3', 'итоги и отметки всем']),
    )
    const is = body(
      rows(
        ['3', 'итоги и отметки всем'],
        ['1', 'приветствие класса утром'],
        ['2', 'новая тема'],
        ['4', 'домашнее задание'],
      ),
    )
    const { blocks, counts } = compareBodies(was, is)
    const [compared] = blocks
    const shown = (compared?.both?.content ?? []).map((row) => [row.attrs?.change ?? null, read(row)])
    expect(shown).toEqual([
      ['movedHere', '~3~|~итоги и отметки всем~'],
      [null, '1|приветствие класса утром'],
      [null, '2|новая тема- урока-'],
      ['added', '+4+|+домашнее задание+'],
    ])
    expect(counts).toMatchObject({ moved: 1, inserted: 3, deleted: 1 })
    expect((compared?.before?.content ?? []).map((row) => row.attrs?.change ?? null)).toEqual([
      null,
      null,
      'movedAway',
    ])
  })

  it('compares cells place by place, however little they share', () => {
    expect(both(body(rows(['1', '5'])), body(rows(['1', '7'])))).toEqual(['1|-5-+7+'])
  })

  it('compares long documents by what stands in them once', () => {
    const long = (from: number) =>
      body(
        ...Array.from({ length: 1_500 }, (_, index) => paragraph(`Абзац${index + from} дело${index + from}`)),
      )
    const { blocks } = compareBodies(long(0), long(3))
    const changes = blocks.map(({ change }) => change).filter((change) => change !== null)
    expect(changes).toEqual(['removed', 'removed', 'removed', 'added', 'added', 'added'])
  })
})
