import choices from './en/choices.json' with { type: 'json' }
import lessonPlan from './en/lessonPlan.json' with { type: 'json' }
import programmePassport from './en/programmePassport.json' with { type: 'json' }
import transitionProgramme from './en/transitionProgramme.json' with { type: 'json' }
import agreement from './en/agreement.json' with { type: 'json' }
import networkContract from './en/networkContract.json' with { type: 'json' }
import jointActionPlan from './en/jointActionPlan.json' with { type: 'json' }
import priorityMatrix from './en/priorityMatrix.json' with { type: 'json' }
import selfAnalysis from './en/selfAnalysis.json' with { type: 'json' }
import teacherSurvey from './en/teacherSurvey.json' with { type: 'json' }
import schoolSurvey from './en/schoolSurvey.json' with { type: 'json' }
import pulseSurvey from './en/pulseSurvey.json' with { type: 'json' }
import eventProgramme from './en/eventProgramme.json' with { type: 'json' }
import eventPlan from './en/eventPlan.json' with { type: 'json' }
import lessonSchedule from './en/lessonSchedule.json' with { type: 'json' }
import announcement from './en/announcement.json' with { type: 'json' }
import minutes from './en/minutes.json' with { type: 'json' }
import reflectionReport from './en/reflectionReport.json' with { type: 'json' }
import practiceCard from './en/practiceCard.json' with { type: 'json' }
import expertReview from './en/expertReview.json' with { type: 'json' }
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

/** The English template of a kind. A page takes it from `load.ts`: it needs no other. */
export const englishForm = (kind: FormKind): TemplateWords => withChoices(forms[kind], choices)
