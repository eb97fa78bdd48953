import { Placeholder } from '@tiptap/extension-placeholder'
import type { Node, ResolvedPos } from '@tiptap/pm/model'
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

/** Hints of a template: grey, only where the caret is and nothing is written, never on paper. */
export const createHints = ({ empty, lesson }: Hints) =>
  Placeholder.configure({
    includeChildren: true,
    showOnlyCurrent: true,
    placeholder: ({ editor, pos }) => {
      const { doc } = editor.state
      if (isEmptyText(doc)) return empty
      return lesson ? cellHint(doc.resolve(pos), lesson) : ''
    },
  })
