import { inPaperOrder } from '../approvals/stampKinds.ts'
import { stampLines } from '../approvals/stampLines.ts'
import type { BodyNode } from '../documents/body.ts'
import { documentFields } from '../documents/fields.ts'
import { isFormKind, isLandscape } from '../documents/kinds.ts'
import { textOf } from '../documents/minutes.ts'
import { formWords } from '../templates/forms.ts'
import { saidIn } from '../templates/said.ts'
import type { Paper, Stamp } from './paper.ts'
import { roadmapPaper } from './roadmapPaper.ts'
import type { ExportSource } from './source.ts'
import { paperWords, type PaperWords } from './words.ts'

const sameWords = (one: string, other: string): boolean =>
  one.trim().replace(/\s+/gu, ' ').toLowerCase() === other.trim().replace(/\s+/gu, ' ').toLowerCase()

/** An imported text begins with its own title, which is not said twice. */
const beginsWithTitle = ({ title, body }: ExportSource): boolean => {
  const first = body.content?.[0]
  return first?.type === 'heading' && sameWords(textOf(first), title)
}

/** The name of the form over the name of the document, unless that begins with it or the form is none. */
const headingOf = (source: ExportSource, { t }: PaperWords): string[] => {
  if (beginsWithTitle(source)) return []
  const kind = t(`documents.kind.${source.kind}`)
  const isSaid = source.kind === 'note' || source.title.toLowerCase().startsWith(kind.toLowerCase())
  return isSaid ? [source.title] : [kind.toUpperCase(), source.title]
}

const authorWords = ({ authors, schools }: ExportSource): string =>
  authors
    .map(({ shortName, schoolId }) => {
      const school = schools.find(({ id }) => id === schoolId)
      return school ? `${shortName}, ${school.shortName}` : shortName
    })
    .join('; ')

const formOf = (source: ExportSource, { t, locale, day }: PaperWords): [string, string][] => {
  const { kind, parties } = source
  if (!isFormKind(kind)) return []
  const form = formWords(kind, locale)
  const rows = documentFields[kind].map((field): [string, string] => [
    form.fields[field.name]?.label ?? field.name,
    saidIn(field, source.fields[field.name] ?? null, { form, parties, t, day }),
  ])
  const authors: [string, string] = [t('editor.field.authors'), authorWords(source)]
  return [authors, ...rows].filter(([, value]) => value.trim() !== '')
}

/** A plan goes on after it was approved, so its paper does not claim to be the approved one. */
const footOf = ({ state, kind, editedAt, approval }: ExportSource, words: PaperWords): string => {
  const { t, moment, fullDay } = words
  if (approval.approved === null || state !== 'approved' || kind === 'roadmap')
    return t('exports.foot', { at: moment(editedAt), state: t(`documents.state.${state}`) })
  const { at, number, code } = approval.approved
  return t('approvals.printed', { date: fullDay(at), number, code })
}

const stampsOf = ({ approval }: ExportSource, { t, fullDay }: PaperWords): Stamp[] =>
  inPaperOrder(approval.stamps).map((stamp) => ({
    heading: t(`approvals.stamp.${stamp.kind}`).toUpperCase(),
    lines: stampLines(stamp, t, fullDay),
  }))

const plain = (body: BodyNode): Pick<Paper, 'stamps' | 'under' | 'figures' | 'body'> => ({
  stamps: [],
  under: '',
  figures: null,
  body,
})

/** Lays a document out for paper: what its form says of heading, stamps and fields, in the words of its language. */
export const makePaper = (source: ExportSource): Paper => {
  const words = paperWords(source.locale, source.timeZone)
  const stamps = stampsOf(source, words)
  const ofKind = source.plan ? roadmapPaper(source, source.plan, words) : plain(source.body)
  return {
    locale: source.locale,
    title: source.title,
    landscape: source.kind === 'roadmap' || isLandscape(source.kind),
    heading: headingOf(source, words),
    form: formOf(source, words),
    foot: footOf(source, words),
    ...ofKind,
    ...(stamps.length > 0 ? { stamps } : {}),
  }
}
