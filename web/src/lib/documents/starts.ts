import type { DocumentKind, TemplateCode } from 'shared/documents/kinds'
import { templateCodes, templateKinds } from 'shared/documents/kinds'
import type { MessageKey } from 'shared/i18n/translate'
import type { Purposes } from 'shared/templates/load'

/** One thing that a new document can start as. */
export type Start = {
  code: string
  kind: DocumentKind
  /** Absent: an empty page. */
  template?: TemplateCode | undefined
  label: MessageKey
  purpose: keyof Purposes
}
export type StartGroup = { code: string; label: MessageKey; starts: readonly Start[] }

const codeOf = (kind: DocumentKind): TemplateCode | undefined =>
  templateCodes.find((code) => templateKinds[code] === kind)

const startAs = (kind: DocumentKind): Start => ({
  code: kind,
  kind,
  template: codeOf(kind),
  label: `documents.kind.${kind}`,
  purpose: kind,
})

const emptyRoadmap: Start = {
  code: 'emptyRoadmap',
  kind: 'roadmap',
  label: 'documents.emptyRoadmap',
  purpose: 'emptyRoadmap',
}

const group = (code: string, ...starts: readonly (DocumentKind | Start)[]): StartGroup => ({
  code,
  label: `documents.group.${code}` as MessageKey,
  starts: starts.map((start) => (typeof start === 'string' ? startAs(start) : start)),
})

/** What a new document can start as, by what it is for; the most usual first. */
export const startGroups: readonly StartGroup[] = [
  group('everyDay', 'lessonPlan', 'note', 'minutes'),
  group('events', 'eventProgramme', 'announcement', 'eventPlan', 'lessonSchedule'),
  group('partnership', 'roadmap', emptyRoadmap, 'agreement', 'jointActionPlan', 'networkContract'),
  group('programme', 'transitionProgramme', 'programmePassport', 'priorityMatrix', 'selfAnalysis'),
  group('surveys', 'teacherSurvey', 'schoolSurvey', 'pulseSurvey'),
  group('results', 'practiceCard', 'reflectionReport', 'expertReview'),
]
