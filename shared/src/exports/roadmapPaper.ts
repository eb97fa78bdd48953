import { confirmedCancellations } from '../roadmaps/cancellation.ts'
import { schoolYearOf } from '../roadmaps/day.ts'
import { roadmapFigures } from '../roadmaps/figures.ts'
import { createNames, type Names } from '../roadmaps/names.ts'
import type { PlanSurroundings } from '../roadmaps/outputs.ts'
import { paperFigures } from '../roadmaps/paperWords.ts'
import { planYear } from '../roadmaps/planYear.ts'
import { isSchool } from '../schools/kinds.ts'
import type { School } from '../schools/school.ts'
import type { Paper, Stamp } from './paper.ts'
import { roadmapTable } from './roadmapTable.ts'
import type { ExportSource } from './source.ts'
import type { PaperWords } from './words.ts'

/** Schools whose plan it is: those that wrote in it, and those its rows name; in the order of the network. */
const schoolsOf = ({ schools, rows }: ExportSource, plan: PlanSurroundings, names: Names): School[] => {
  const ids = new Set([...schools.map(({ id }) => id), ...rows.flatMap((row) => [...names.schoolsOf(row)])])
  return plan.schools.filter((school) => ids.has(school.id) && isSchool(school))
}

const stamp = (heading: string, school: School | undefined, { t }: PaperWords): Stamp => {
  const line = '____________'
  return {
    heading,
    lines: [
      t('roadmaps.print.head'),
      school ? school.fullName || school.shortName : `${line}${line}`,
      `${line} ${line}`,
      `«___» ${line} 20___${t('exports.yearMark')}    ${t('exports.seal')}`,
    ],
  }
}

/** The asker's own head approves, the other school agrees; with more than two schools the place is left to fill in. */
const stampsOf = (schools: readonly School[], ownId: string | null, words: PaperWords): Stamp[] => {
  const own = schools.find(({ id }) => id === ownId)
  const others = schools.filter(({ id }) => id !== ownId)
  const other = own && others.length === 1 ? others[0] : undefined
  return [
    stamp(words.t('roadmaps.print.agreed'), other, words),
    stamp(words.t('roadmaps.print.approved'), own, words),
  ]
}

const underOf = (schools: readonly School[], year: number, { t }: PaperWords): string =>
  [
    schools.length > 0
      ? t('exports.schools', { schools: schools.map(({ shortName }) => shortName).join(', ') })
      : '',
    t('exports.term', { from: String(year), to: String(year + 1) }),
  ]
    .filter(Boolean)
    .join(' ')

/** What a roadmap has on paper beside its name (DOMAIN §4.1, §7.6). */
export const roadmapPaper = (
  source: ExportSource,
  plan: PlanSurroundings,
  words: PaperWords,
): Pick<Paper, 'landscape' | 'stamps' | 'under' | 'figures' | 'body'> => {
  const { rows } = source
  const names = createNames({ ...plan, documents: [] }, words.t)
  const facts = { on: plan.today, confirmed: confirmedCancellations(rows, plan.consents) }
  const year = planYear(rows, plan.today)
  const unsaidYear = year === schoolYearOf(plan.today) ? year : null
  const schools = schoolsOf(source, plan, names)
  const said = paperFigures(roadmapFigures(rows, facts), words)
  return {
    landscape: true,
    stamps: stampsOf(schools, source.ownSchoolId, words),
    under: underOf(schools, year, words),
    figures:
      said === null ? null : { lead: words.t('roadmaps.print.on', { date: words.day(plan.today) }), said },
    body: { type: 'doc', content: [roadmapTable(rows, { words, names, facts, unsaidYear })] },
  }
}
