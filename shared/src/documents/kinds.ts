/** Document kinds of the contract `POST /api/communities/{id}/documents` (DESIGN §3), one for each form of DOMAIN §4. */
export const documentKinds = [
  'lessonPlan',
  'roadmap',
  'note',
  'programmePassport',
  'transitionProgramme',
  'agreement',
  'networkContract',
  'jointActionPlan',
  'priorityMatrix',
  'selfAnalysis',
  'teacherSurvey',
  'schoolSurvey',
  'pulseSurvey',
  'eventProgramme',
  'eventPlan',
  'lessonSchedule',
  'announcement',
  'minutes',
  'reflectionReport',
  'practiceCard',
  'expertReview',
] as const
export type DocumentKind = (typeof documentKinds)[number]
export const isDocumentKind = (kind: string): kind is DocumentKind =>
  (documentKinds as readonly string[]).includes(kind)

/** Kinds that are written as a form: a header of fields above a body. */
export type FormKind = Exclude<DocumentKind, 'roadmap' | 'note'>
export const isFormKind = (kind: DocumentKind): kind is FormKind => kind !== 'roadmap' && kind !== 'note'

export const documentStates = ['draft', 'inReview', 'agreed', 'approved', 'archived'] as const
export type DocumentState = (typeof documentStates)[number]
/** A state as the database holds it. */
export const stateOf = (kept: string): DocumentState =>
  documentStates.find((state) => state === kept) ?? 'draft'

/** Template codes of DOMAIN §4, and the kind each makes. */
export const templateKinds = {
  'lesson.plan': 'lessonPlan',
  'roadmap.network': 'roadmap',
  'passport.programme': 'programmePassport',
  'programme.transition': 'transitionProgramme',
  'agreement.partnership': 'agreement',
  'agreement.network_form': 'networkContract',
  'plan.joint_actions': 'jointActionPlan',
  'matrix.priorities': 'priorityMatrix',
  selfanalysis: 'selfAnalysis',
  'survey.teacher': 'teacherSurvey',
  'survey.school': 'schoolSurvey',
  'survey.pulse': 'pulseSurvey',
  'event.programme': 'eventProgramme',
  'plan.events': 'eventPlan',
  'schedule.lessons': 'lessonSchedule',
  announce: 'announcement',
  minutes: 'minutes',
  'report.reflection': 'reflectionReport',
  'practice.card': 'practiceCard',
  'expert.doc': 'expertReview',
} as const satisfies Record<string, DocumentKind>
export type TemplateCode = keyof typeof templateKinds
export const templateCodes = Object.keys(templateKinds) as [TemplateCode, ...TemplateCode[]]

/** Kinds that are printed across the sheet: their tables are wide. */
const landscape: ReadonlySet<DocumentKind> = new Set([
  'lessonPlan',
  'jointActionPlan',
  'priorityMatrix',
  'lessonSchedule',
  'eventPlan',
])
export const isLandscape = (kind: DocumentKind): boolean => landscape.has(kind)

/** Roots that may exist in a Y.Doc; nothing else passes the gate. */
export const documentRoots = ['body', 'fields', 'rows'] as const

export const DOCUMENT_BYTES_MAX = 16 * 1024 * 1024

/** Largest file to import. */
export const IMPORT_BYTES_MAX = 20 * 1024 * 1024
