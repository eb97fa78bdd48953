import type { MessageKey } from 'shared/i18n/translate'
import type { DocumentKind, TemplateCode } from 'shared/documents/kinds'

type Start = {
  code: string
  kind: DocumentKind
  /** Absent: an empty page. */
  template?: TemplateCode
  label: MessageKey
  hint: MessageKey
}

/** What a new document can start as, the most usual first. */
export const starts = [
  {
    code: 'lessonPlan',
    kind: 'lessonPlan',
    template: 'lesson.plan',
    label: 'documents.kind.lessonPlan',
    hint: 'documents.lessonPlanHint',
  },
  {
    code: 'roadmap',
    kind: 'roadmap',
    template: 'roadmap.network',
    label: 'documents.kind.roadmap',
    hint: 'documents.roadmapHint',
  },
  {
    code: 'emptyRoadmap',
    kind: 'roadmap',
    label: 'documents.emptyRoadmap',
    hint: 'documents.emptyRoadmapHint',
  },
  { code: 'note', kind: 'note', label: 'documents.kind.note', hint: 'documents.noteHint' },
] as const satisfies readonly Start[]
