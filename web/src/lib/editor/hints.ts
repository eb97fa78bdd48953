import { Extension } from '@tiptap/core'
import type { Node, ResolvedPos } from '@tiptap/pm/model'
import { Plugin, type EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { LessonPlanWords } from 'shared/templates/lessonPlan'
import { lessonColumns } from 'shared/templates/lessonPlan'

export type Hints = { empty: string; lesson: LessonPlanWords | null }

const columns = Object.keys(lessonColumns) as (keyof typeof lessonColumns)[]

const stageHint = (stageText: string, { stages, hints }: LessonPlanWords): string | undefined => {
  const stage = (Object.keys(stages) as (keyof typeof stages)[]).find((key) =>
    stageText.includes(stages[key]),
  )
  return stage && hints.stages[stage]
}

/** What a lone empty paragraph of a lesson's cell asks for: the aim of the stage, else the meaning of the column. */
const cellHint = ($position: ResolvedPos, words: LessonPlanWords): string => {
  const depth = $position.depth
  if ($position.node(depth).childCount > 1 || depth < 3) return ''
  const row = $position.node(depth - 1)
  const column = columns[$position.index(depth - 1)]
  if (row.type.name !== 'tableRow' || !column) return ''
  const stage = column === 'content' ? stageHint(row.firstChild?.textContent ?? '', words) : undefined
  return stage ?? words.hints.columns[column]
}

const isEmptyText = (doc: Node): boolean => doc.childCount === 1 && doc.firstChild?.content.size === 0

const wordsAt = (doc: Node, $paragraph: ResolvedPos, { empty, lesson }: Hints): string => {
  if (isEmptyText(doc)) return empty
  return lesson ? cellHint($paragraph, lesson) : ''
}

/** The hint of the empty paragraph where the caret is, if it has one. */
export const hintIn = ({ doc, selection: { $anchor } }: EditorState, hints: Hints): DecorationSet | null => {
  if (!$anchor.parent.isTextblock || $anchor.parent.content.size > 0) return null
  const words = wordsAt(doc, doc.resolve($anchor.before()), hints)
  const attributes = { class: 'is-empty', 'data-placeholder': words }
  return words === ''
    ? null
    : DecorationSet.create(doc, [Decoration.node($anchor.before(), $anchor.after(), attributes)])
}

/**
 * Hints of a template: grey, only where the caret is and nothing is written, never on paper. Tiptap's Placeholder asks
 * while the editor still shows the text before the change, and fell over positions that were not there yet.
 */
export const createHints = (hints: Hints) =>
  Extension.create({
    name: 'hints',
    addProseMirrorPlugins() {
      const { editor } = this
      return [
        new Plugin({ props: { decorations: (state) => (editor.isEditable ? hintIn(state, hints) : null) } }),
      ]
    },
  })
