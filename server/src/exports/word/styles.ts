import { BorderStyle, ShadingType, type IStylesOptions } from 'docx'
import type { Locale } from 'shared/i18n/translate'

export const FONT = 'PT Serif'
const MONO = 'PT Mono'
const BLACK = '000000'
const NEXT = 'Normal'

/** Half points. */
const sizes = { portrait: 24, landscape: 22 } as const
const tableSizes = { portrait: 21, landscape: 19 } as const

const heading = (size: number, before: number) => ({
  run: { font: FONT, size, bold: true, color: BLACK },
  paragraph: { spacing: { before, after: 120 }, keepNext: true, keepLines: true },
})

const named = (id: string, name: string, more: object) => ({
  id,
  name,
  basedOn: NEXT,
  quickFormat: true,
  ...more,
})

const paragraphStyles = (tableSize: number, size: number) => [
  named('TableText', 'Table Text', {
    run: { size: tableSize },
    paragraph: { spacing: { before: 0, after: 0 } },
  }),
  named('TableHead', 'Table Head', {
    run: { size: tableSize, bold: true },
    paragraph: { spacing: { before: 0, after: 0 } },
  }),
  named('Quote', 'Quote', { run: { italics: true }, paragraph: { indent: { left: 600, right: 600 } } }),
  named('Callout', 'Callout', {
    paragraph: {
      indent: { left: 200, right: 200 },
      border: { left: { style: BorderStyle.SINGLE, size: 18, color: '808080', space: 8 } },
      shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'F4F4F4' },
    },
  }),
  named('CodeBlock', 'Code Block', {
    run: { font: MONO, size: size - 4 },
    paragraph: { shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'F4F4F4' } },
  }),
  named('Rule', 'Horizontal Line', {
    paragraph: { border: { bottom: { style: BorderStyle.SINGLE, size: 6, color: '808080', space: 1 } } },
  }),
  named('Picture', 'Picture', { paragraph: { spacing: { before: 120, after: 120 }, keepLines: true } }),
  named('Gap', 'Gap', { run: { size: 8 }, paragraph: { spacing: { before: 0, after: 0 } } }),
  named('PaperStamp', 'Paper Stamp', { run: { size }, paragraph: { spacing: { before: 0, after: 20 } } }),
  named('PaperHeading', 'Paper Heading', {
    run: { size: size + 6, bold: true },
    paragraph: { alignment: 'center', spacing: { before: 0, after: 40 }, keepNext: true },
  }),
  named('PaperUnder', 'Paper Under', {
    paragraph: { alignment: 'center', spacing: { before: 40, after: 160 } },
  }),
  named('PaperFoot', 'Paper Foot', { run: { size: 17 }, paragraph: { spacing: { before: 0, after: 0 } } }),
]

/** Everything that looks like something has a style of Word, so that a school can change all of it at once. */
export const paperStyles = (locale: Locale, landscape: boolean): IStylesOptions => {
  const side = landscape ? 'landscape' : 'portrait'
  const size = sizes[side]
  return {
    default: {
      document: {
        run: { font: FONT, size, language: { value: locale === 'ru' ? 'ru-RU' : 'en-GB' } },
        paragraph: { spacing: { after: 100, line: 264 } },
      },
      heading1: heading(size + 6, 300),
      heading2: heading(size + 3, 260),
      heading3: heading(size + 1, 220),
      heading4: heading(size, 200),
    },
    paragraphStyles: paragraphStyles(tableSizes[side], size),
    characterStyles: [{ id: 'CodeText', name: 'Code Text', run: { font: MONO } }],
  }
}
