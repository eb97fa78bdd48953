import choices from './ru/choices.json' with { type: 'json' }
import lessonPlan from './ru/lessonPlan.json' with { type: 'json' }
import programmePassport from './ru/programmePassport.json' with { type: 'json' }
import transitionProgramme from './ru/transitionProgramme.json' with { type: 'json' }
import agreement from './ru/agreement.json' with { type: 'json' }
import networkContract from './ru/networkContract.json' with { type: 'json' }
import jointActionPlan from './ru/jointActionPlan.json' with { type: 'json' }
import priorityMatrix from './ru/priorityMatrix.json' with { type: 'json' }
import selfAnalysis from './ru/selfAnalysis.json' with { type: 'json' }
import teacherSurvey from './ru/teacherSurvey.json' with { type: 'json' }
import schoolSurvey from './ru/schoolSurvey.json' with { type: 'json' }
import pulseSurvey from './ru/pulseSurvey.json' with { type: 'json' }
import eventProgramme from './ru/eventProgramme.json' with { type: 'json' }
import eventPlan from './ru/eventPlan.json' with { type: 'json' }
import lessonSchedule from './ru/lessonSchedule.json' with { type: 'json' }
import announcement from './ru/announcement.json' with { type: 'json' }
import minutes from './ru/minutes.json' with { type: 'json' }
import reflectionReport from './ru/reflectionReport.json' with { type: 'json' }
import practiceCard from './ru/practiceCard.json' with { type: 'json' }
import expertReview from './ru/expertReview.json' with { type: 'json' }
import type { FormKind } from '../documents/kinds.ts'
import { withChoices, type TemplateWords } from './template.ts'

const forms: Record<FormKind, TemplateWords> = {
  lessonPlan,
  programmePassport,
  transitionProgramme,
  agreement,
  networkContract,
  jointActionPlan,
  priorityMatrix,
  selfAnalysis,
  teacherSurvey,
  schoolSurvey,
  pulseSurvey,
  eventProgramme,
  eventPlan,
  lessonSchedule,
  announcement,
  minutes,
  reflectionReport,
  practiceCard,
  expertReview,
}

/** The Russian template of a kind. A page takes it from `load.ts`: it needs no other. */
export const russianForm = (kind: FormKind): TemplateWords => withChoices(forms[kind], choices)
