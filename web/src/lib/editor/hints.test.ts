import { EditorState, TextSelection } from '@tiptap/pm/state'
import { editorSchema } from 'shared/documents/schema/editor'
import { lessonPlanBody, lessonPlanWords } from 'shared/templates/lessonPlan'
import { expect, it } from 'vitest'
import { hintIn } from './hints.ts'

const lesson = lessonPlanWords('ru')
const hints = { empty: 'Начните писать.', lesson }

/** Each empty paragraph of the lesson's table, with what its hint says when the caret is there. */
const hintsOf = (before: EditorState): (string | undefined)[] => {
  const said: (string | undefined)[] = []
  before.doc.descendants((node, at) => {
    if (node.type.name !== 'paragraph' || node.content.size > 0) return
    const caret = TextSelection.create(before.doc, at + 1)
    const drawn = hintIn(before.apply(before.tr.setSelection(caret)), hints)?.find() ?? []
    const [decoration] = drawn as unknown as { from: number; type: { attrs: Record<string, string> } }[]
    expect(decoration?.from).toBe(decoration && at)
    said.push(decoration?.type.attrs['data-placeholder'])
  })
  return said
}

it('says what a cell is for: the aim of its stage, else the meaning of its column', () => {
  const state = EditorState.create({ doc: editorSchema.nodeFromJSON(lessonPlanBody('ru')) })
  const said = hintsOf(state)
  expect(said).toEqual(expect.arrayContaining(Object.values(lesson.hints.stages)))
  expect(said).toContain(lesson.hints.columns.teacher)
})

it('invites to write in an empty text, and says nothing where something is written', () => {
  const empty = EditorState.create({ schema: editorSchema })
  expect(hintsOf(empty)).toEqual([hints.empty])
  expect(hintIn(empty.apply(empty.tr.insertText('слово')), hints)).toBeNull()
})
