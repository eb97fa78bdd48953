import type { Locale } from '../i18n/translate.ts'
import english from './en/roadmap.json' with { type: 'json' }
import russian from './ru/roadmap.json' with { type: 'json' }
import type { Direction, Stage } from '../roadmaps/words.ts'

type Starter = { key: keyof typeof russian; directions: readonly Direction[] }

/** What partners usually do in each stage, with the direction N1–N9 it belongs to (DOMAIN §4.1). All may be edited. */
export const roadmapStarters = {
  acquaintance: [
    { key: 'managementMeeting', directions: ['N4'] },
    { key: 'teachersMeeting', directions: ['N3'] },
    { key: 'pupilsMeeting', directions: ['N6'] },
    { key: 'teacherDiagnosis', directions: ['N3'] },
    { key: 'problems', directions: ['N4'] },
    { key: 'agreement', directions: ['N4'] },
  ],
  jointActivity: [
    { key: 'programme', directions: ['N4'] },
    { key: 'consultations', directions: ['N4'] },
    { key: 'controlPlan', directions: ['N4'] },
    { key: 'seminars', directions: ['N3'] },
    { key: 'internship', directions: ['N3'] },
    { key: 'lessonDesign', directions: ['N1'] },
    { key: 'guestLessons', directions: ['N3'] },
    { key: 'commonTests', directions: ['N2'] },
    { key: 'council', directions: ['N5'] },
    { key: 'parentsClub', directions: ['N5'] },
    { key: 'childrenEvents', directions: ['N6'] },
    { key: 'sharedResources', directions: ['N8'] },
  ],
  reflection: [
    { key: 'finalMeasure', directions: ['N2'] },
    { key: 'reflectionSeminar', directions: ['N4'] },
    { key: 'report', directions: ['N4'] },
    { key: 'practiceCard', directions: ['N3'] },
    { key: 'nextYear', directions: ['N4'] },
  ],
} as const satisfies Record<Stage, readonly Starter[]>

export type StarterRow = { stage: Stage; directions: Direction[]; title: string; result: string }

/** The rows a new roadmap starts with, in their order and in the language of the person who makes it. */
export const starterRows = (locale: Locale): StarterRow[] => {
  const words = locale === 'en' ? english : russian
  return (Object.entries(roadmapStarters) as [Stage, readonly Starter[]][]).flatMap(([stage, rows]) =>
    rows.map(({ key, directions }) => ({ stage, directions: [...directions], ...words[key] })),
  )
}
