import { EditorState, TextSelection } from '@tiptap/pm/state'
import { editorSchema } from 'shared/documents/schema/editor'
import { formBody, formWords } from 'shared/templates/forms'
import { hintsOf } from 'shared/templates/hints'
import { expect, it } from 'vitest'
import { hintIn, type Hints } from './hints.ts'

const empty = 'Начните писать.'
const hintsFor = (kind: 'lessonPlan' | 'agreement' | 'minutes'): Hints => ({
  empty,
  form: hintsOf(formWords(kind, 'ru')),
})
const open = (kind: 'lessonPlan' | 'agreement' | 'minutes') =>
  EditorState.create({ doc: editorSchema.nodeFromJSON(formBody(kind, 'ru')) })

type Drawn = { from: number; type: { attrs: Record<string, string> } }
const drawnIn = (state: EditorState, hints: Hints) => hintIn(state, hints).find() as unknown as Drawn[]
const saidIn = (state: EditorState, hints: Hints) =>
  drawnIn(state, hints).map(({ type }) => type.attrs['data-placeholder'])

/** Each empty paragraph, with what its hint says when the caret is there. */
const hintsOfPlaces = (before: EditorState, hints: Hints): (string | undefined)[] => {
  const said: (string | undefined)[] = []
  before.doc.descendants((node, at) => {
    if (node.type.name !== 'paragraph' || node.content.size > 0) return
    const caret = TextSelection.create(before.doc, at + 1)
    const drawn = drawnIn(before.apply(before.tr.setSelection(caret)), hints)
    said.push(drawn.find(({ from }) => from === at)?.type.attrs['data-placeholder'])
  })
  return said
}

it('says what a cell is for: the aim of its stage, else the meaning of its column', () => {
  const hints = hintsFor('lessonPlan')
  const said = hintsOfPlaces(open('lessonPlan'), hints)
  expect(said).toEqual(expect.arrayContaining([...(hints.form?.rows.values() ?? [])]))
  expect(said).toContain('Что учитель говорит, спрашивает, показывает и о чём молчит')
})

it('says at once what each section is for, wherever the caret is, until something is written there', () => {
  const hints = hintsFor('agreement')
  const state = open('agreement')
  const aim = 'Цель партнёрства: что изменится в обеих школах за время действия Соглашения'
  expect(saidIn(state, hints)).toEqual([aim])
  const [hint] = drawnIn(state, hints)
  expect(saidIn(state.apply(state.tr.insertText('Цель', (hint?.from ?? 0) + 1)), hints)).toEqual([])
})

it('says nothing below a heading that was renamed', () => {
  const hints = hintsFor('minutes')
  const state = open('minutes')
  let at = 0
  state.doc.forEach((node, offset) => {
    if (node.textContent === 'Слушали') at = offset + 1
  })
  const before = saidIn(state, hints)
  expect(saidIn(state.apply(state.tr.insertText('Не ', at)), hints)).toHaveLength(before.length - 1)
})

it('invites to write in an empty text, and says nothing where something is written', () => {
  const hints = { empty, form: null }
  const blank = EditorState.create({ schema: editorSchema })
  expect(hintsOfPlaces(blank, hints)).toEqual([empty])
  expect(saidIn(blank.apply(blank.tr.insertText('слово')), hints)).toEqual([])
})
