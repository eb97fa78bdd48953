import { linear } from './lessons/linear.ts'
import { percent } from './lessons/percent.ts'
import { probability } from './lessons/probability.ts'
import { viete } from './lessons/viete.ts'
import { diagnostics, problemOfTheWeek } from './problems.ts'
import type { DemoDocument } from './script.ts'
import { decisions, monitoring, transition } from './workshop.ts'

/** Everything that the people of the demo have written, in order of its beginning; the roadmap comes beside it. */
export const demoDocuments: DemoDocument[] = [
  problemOfTheWeek,
  decisions,
  monitoring,
  diagnostics,
  probability,
  transition,
  linear,
  percent,
  viete,
]

/** P1's roadmap lies in the community of administrators. */
export const demoRoadmap = {
  community: 'C2',
  kind: 'roadmap',
  title: 'Дорожная карта 2026/27: Гимназия № 1 и Кедровская СОШ',
  createdBy: 18,
  createdOn: '2026-09-10',
} as const
