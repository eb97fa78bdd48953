import {
  convertMillimetersToTwip,
  Document,
  Footer,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TabStopType,
  TextRun,
  type ISectionOptions,
} from 'docx'
import type { Paper, Written } from 'shared/exports/paper'
import { paperWords } from 'shared/exports/words'
import type { Pictures } from '../picture.ts'
import { writeBlocks, type Place } from './blocks.ts'
import { fontTable } from './fontTable.ts'
import { openInk } from './ink.ts'
import { defineLists } from './lists.ts'
import { cleanText, writeWords } from './runs.ts'
import { paperStyles } from './styles.ts'
import { writeTop } from './top.ts'

const A4 = { short: 210, long: 297 }
/** UX §12, in millimetres. */
const MARGINS = { top: 15, right: 12, bottom: 15, left: 20, header: 8, footer: 8 }

const twips = convertMillimetersToTwip

const textWidth = (landscape: boolean): number =>
  twips((landscape ? A4.long : A4.short) - MARGINS.left - MARGINS.right)

const pageOf = (landscape: boolean): NonNullable<ISectionOptions['properties']> => ({
  page: {
    size: {
      // The library turns the sheet itself.
      width: twips(A4.short),
      height: twips(A4.long),
      orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
    },
    margin: Object.fromEntries(Object.entries(MARGINS).map(([side, size]) => [side, twips(size)])),
  },
})

/** «стр. 1 из 3», counted by Word. */
const pageNumber = ({ locale }: Paper): TextRun => {
  const { t } = paperWords(locale, 'UTC')
  const [before = '', between = '', after = ''] = t('exports.page', { page: '\n', pages: '\n' }).split('\n')
  return new TextRun({
    children: [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after],
  })
}

const footOf = (paper: Paper): Footer =>
  new Footer({
    children: [
      new Paragraph({
        style: 'PaperFoot',
        tabStops: [{ type: TabStopType.RIGHT, position: textWidth(paper.landscape) }],
        children: [...writeWords(`${paper.foot}\t`), pageNumber(paper)],
      }),
    ],
  })

/** A .docx of a paper. Nothing in it leads a program to another server but links that a person may follow. */
export const writeWord = async (
  paper: Paper,
  publicUrl: string,
  pictures: Pictures = new Map(),
): Promise<Written> => {
  const ink = openInk(publicUrl, pictures)
  const place: Place = { width: textWidth(paper.landscape), paragraph: {}, depth: 0, ink }
  const children = [
    ...writeTop(paper, place, writeBlocks),
    ...writeBlocks(paper.body.content ?? [], place),
    // A table may not be the last thing of a text.
    new Paragraph({ style: 'Gap' }),
  ]
  const file = new Document({
    title: cleanText(paper.title),
    creator: 'Krug',
    lastModifiedBy: 'Krug',
    styles: paperStyles(paper.locale, paper.landscape),
    numbering: defineLists(ink.lists.used),
    footnotes: ink.footnotes,
    sections: [{ properties: pageOf(paper.landscape), footers: { default: footOf(paper) }, children }],
  })
  const bytes = await Packer.toBuffer(file, undefined, [{ path: 'word/fontTable.xml', data: fontTable() }])
  return { bytes, unknown: ink.unknown }
}
