import { formats } from '../roadmaps/words.ts'
import { choice, day, set, text, type Field, type Look } from './field.ts'
import type { DocumentKind } from './kinds.ts'

export const lessonTypes = ['discovery', 'practice', 'systematisation', 'control', 'combined'] as const
export const lessonMinutes = ['40', '45'] as const
/** DOMAIN §2.4: `event_kind`. */
export const eventKinds = [
  ...['seminar', 'workshopSeminar', 'webinar', 'masterClass', 'workshop', 'training', 'studio'],
  ...['internship', 'consultation', 'methodDay', 'openLesson', 'guestLesson', 'teachersCouncil'],
  ...['parentsMeeting', 'governingCouncil', 'olympiad', 'contest', 'intellectualGame', 'conference'],
  ...['project', 'camp', 'seasonalSchool', 'socialAction', 'roundTable', 'workingMeeting'],
] as const
const schoolLevels = ['primary', 'basic', 'secondary'] as const
const novelties = ['reproductive', 'modified', 'innovative'] as const
const partyRoles = ['leader', 'satellite', 'equal'] as const
const models = ['horizontal', 'vertical', 'mixed'] as const
const fundings = ['free', 'separateContract'] as const
const reviewDecisions = ['recommend', 'revise', 'decline'] as const

const head: Look = { head: true }
const wide: Look = { wide: true }
const long: Look = { wide: true, lines: true }
const title: Look = { title: true }

/** DOMAIN §4.7, in the order of the printed form. */
export const lessonPlanFields: readonly Field[] = [
  text('subject', head),
  choice('lessonType', lessonTypes, head),
  text('grade', head),
  text('place', head),
  text('aimActivity', head),
  choice('minutes', lessonMinutes, head),
  text('aimContent', head),
  text('textbook', head),
  text('topic', title),
  text('resultsPersonal'),
  text('resultsCognitive'),
  text('resultsCommunicative'),
  text('resultsRegulative'),
  text('resultsSubject'),
  text('notions'),
  text('links'),
  text('resources'),
  text('forms'),
  text('differentiation'),
]

/** DOMAIN §4.2: the rows of a programme's passport, which a transition programme begins with too. */
const passport: readonly Field[] = [
  text('title', title),
  text('basis', long),
  set('developers', 'people', wide),
  set('executors', 'schools', wide),
  text('goal', long),
  text('tasks', long),
  text('indicators', long),
  day('termFrom'),
  day('termTo'),
  text('phases', long),
  text('mechanism', long),
  text('resources', long),
  text('results', long),
  text('control', long),
]

const term: readonly Field[] = [day('periodFrom'), day('periodTo')]
const polled: readonly Field[] = [set('organisers', 'people'), set('schools', 'schools')]
const polling: readonly Field[] = [...polled, day('opensOn'), day('closesOn')]
const meeting: readonly Field[] = [day('date'), text('time'), text('venue')]

/** Keys of the root `fields` for each kind, in the order of the printed form: the gate refuses any other. */
export const documentFields: Readonly<Record<DocumentKind, readonly Field[]>> = {
  note: [],
  roadmap: [],
  lessonPlan: lessonPlanFields,
  programmePassport: passport,
  transitionProgramme: [set('school', 'schools'), text('settlement'), ...passport],
  agreement: [
    text('number'),
    day('signedOn'),
    text('settlement'),
    choice('model', models),
    set('partner', 'schools'),
    text('partnerHead'),
    set('satellite', 'schools'),
    text('satelliteHead'),
    text('programme', wide),
    set('directions', 'directions', wide),
    set('coordinators', 'people', wide),
    day('validFrom'),
    day('validTo'),
  ],
  networkContract: [
    text('programme', title),
    text('number'),
    day('signedOn'),
    set('base', 'schools'),
    set('participants', 'schools'),
    day('validFrom'),
    day('validTo'),
    text('pupils'),
    choice('funding', fundings),
    text('resources', long),
    text('timetable', long),
  ],
  jointActionPlan: [
    text('agreementNumber'),
    day('agreementDate'),
    set('partner', 'schools'),
    set('satellite', 'schools'),
    text('schoolYear'),
    set('coordinators', 'people'),
  ],
  priorityMatrix: [set('school', 'schools'), set('partner', 'schools'), text('programme', wide)],
  selfAnalysis: [set('school', 'schools'), set('team', 'people'), ...term],
  teacherSurvey: polling,
  schoolSurvey: [set('school', 'schools'), text('filledBy'), day('filledOn'), text('schoolYear')],
  pulseSurvey: [text('community', wide), ...polling],
  eventProgramme: [
    text('topic', title),
    choice('eventKind', eventKinds),
    choice('format', formats),
    ...meeting,
    text('audience'),
    set('organisers', 'people'),
    set('schools', 'schools'),
    text('aim', long),
    text('deficit', long),
    set('directions', 'directions', wide),
    text('outcome', long),
    text('materials', long),
  ],
  eventPlan: [text('organiser'), text('schoolYear'), set('coordinators', 'people', wide), text('goal', long)],
  lessonSchedule: [
    set('hosts', 'schools'),
    set('guests', 'schools'),
    ...term,
    set('coordinators', 'people', wide),
  ],
  announcement: [
    text('topic', title),
    choice('eventKind', eventKinds),
    choice('format', formats),
    ...meeting,
    text('audience'),
    set('organisers', 'people'),
    day('registerUntil'),
  ],
  minutes: [
    text('body', title),
    text('number'),
    ...meeting,
    set('chair', 'people'),
    set('secretary', 'people'),
    set('present', 'people', wide),
    set('schools', 'schools', wide),
  ],
  reflectionReport: [set('school', 'schools'), choice('role', partyRoles), ...term, text('basis', wide)],
  practiceCard: [
    text('title', title),
    set('authors', 'people'),
    set('schools', 'schools'),
    text('subject'),
    text('grade'),
    choice('level', schoolLevels),
    choice('novelty', novelties),
    set('directions', 'directions', wide),
    text('problem', long),
    text('idea', long),
    text('readiness', wide),
  ],
  expertReview: [
    text('document', title),
    set('authors', 'schools'),
    set('experts', 'people'),
    set('expertSchool', 'schools'),
    day('date'),
    choice('decision', reviewDecisions, wide),
  ],
}
