import type { FormKind } from '../documents/kinds.ts'
import type { Locale } from '../i18n/translate.ts'
import { withChoices, type TemplateWords } from './template.ts'

type Loading = Promise<{ default: TemplateWords }>

const loaders: Readonly<Record<FormKind, Readonly<Record<Locale, () => Loading>>>> = {
  lessonPlan: {
    ru: () => import('./ru/lessonPlan.json', { with: { type: 'json' } }),
    en: () => import('./en/lessonPlan.json', { with: { type: 'json' } }),
  },
  programmePassport: {
    ru: () => import('./ru/programmePassport.json', { with: { type: 'json' } }),
    en: () => import('./en/programmePassport.json', { with: { type: 'json' } }),
  },
  transitionProgramme: {
    ru: () => import('./ru/transitionProgramme.json', { with: { type: 'json' } }),
    en: () => import('./en/transitionProgramme.json', { with: { type: 'json' } }),
  },
  agreement: {
    ru: () => import('./ru/agreement.json', { with: { type: 'json' } }),
    en: () => import('./en/agreement.json', { with: { type: 'json' } }),
  },
  networkContract: {
    ru: () => import('./ru/networkContract.json', { with: { type: 'json' } }),
    en: () => import('./en/networkContract.json', { with: { type: 'json' } }),
  },
  jointActionPlan: {
    ru: () => import('./ru/jointActionPlan.json', { with: { type: 'json' } }),
    en: () => import('./en/jointActionPlan.json', { with: { type: 'json' } }),
  },
  priorityMatrix: {
    ru: () => import('./ru/priorityMatrix.json', { with: { type: 'json' } }),
    en: () => import('./en/priorityMatrix.json', { with: { type: 'json' } }),
  },
  selfAnalysis: {
    ru: () => import('./ru/selfAnalysis.json', { with: { type: 'json' } }),
    en: () => import('./en/selfAnalysis.json', { with: { type: 'json' } }),
  },
  teacherSurvey: {
    ru: () => import('./ru/teacherSurvey.json', { with: { type: 'json' } }),
    en: () => import('./en/teacherSurvey.json', { with: { type: 'json' } }),
  },
  schoolSurvey: {
    ru: () => import('./ru/schoolSurvey.json', { with: { type: 'json' } }),
    en: () => import('./en/schoolSurvey.json', { with: { type: 'json' } }),
  },
  pulseSurvey: {
    ru: () => import('./ru/pulseSurvey.json', { with: { type: 'json' } }),
    en: () => import('./en/pulseSurvey.json', { with: { type: 'json' } }),
  },
  eventProgramme: {
    ru: () => import('./ru/eventProgramme.json', { with: { type: 'json' } }),
    en: () => import('./en/eventProgramme.json', { with: { type: 'json' } }),
  },
  eventPlan: {
    ru: () => import('./ru/eventPlan.json', { with: { type: 'json' } }),
    en: () => import('./en/eventPlan.json', { with: { type: 'json' } }),
  },
  lessonSchedule: {
    ru: () => import('./ru/lessonSchedule.json', { with: { type: 'json' } }),
    en: () => import('./en/lessonSchedule.json', { with: { type: 'json' } }),
  },
  announcement: {
    ru: () => import('./ru/announcement.json', { with: { type: 'json' } }),
    en: () => import('./en/announcement.json', { with: { type: 'json' } }),
  },
  minutes: {
    ru: () => import('./ru/minutes.json', { with: { type: 'json' } }),
    en: () => import('./en/minutes.json', { with: { type: 'json' } }),
  },
  reflectionReport: {
    ru: () => import('./ru/reflectionReport.json', { with: { type: 'json' } }),
    en: () => import('./en/reflectionReport.json', { with: { type: 'json' } }),
  },
  practiceCard: {
    ru: () => import('./ru/practiceCard.json', { with: { type: 'json' } }),
    en: () => import('./en/practiceCard.json', { with: { type: 'json' } }),
  },
  expertReview: {
    ru: () => import('./ru/expertReview.json', { with: { type: 'json' } }),
    en: () => import('./en/expertReview.json', { with: { type: 'json' } }),
  },
}

const loadChoices = async (locale: Locale) =>
  locale === 'ru'
    ? (await import('./ru/choices.json', { with: { type: 'json' } })).default
    : (await import('./en/choices.json', { with: { type: 'json' } })).default

/** The template of a kind, one file: a page asks for the one that it shows. */
export const loadForm = async (kind: FormKind, locale: Locale): Promise<TemplateWords> => {
  const [form, choices] = await Promise.all([loaders[kind][locale](), loadChoices(locale)])
  return withChoices(form.default, choices)
}

/** What each kind is for, in a line. */
export const loadPurposes = async (locale: Locale) =>
  locale === 'ru'
    ? (await import('./ru/purposes.json', { with: { type: 'json' } })).default
    : (await import('./en/purposes.json', { with: { type: 'json' } })).default
export type Purposes = Awaited<ReturnType<typeof loadPurposes>>
