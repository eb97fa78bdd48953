import mammoth from 'mammoth'
import { isProblem, problem } from 'shared/protocol/problem'
import { lossesOf, type Conversion } from './conversion.ts'
import { headBold } from './headBold.ts'
import { readHtml } from './html.ts'
import { countLosses } from './wordLosses.ts'
import { openArchive } from './zip.ts'

const MAIN = 'word/document.xml'

const styles = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Название'] => h1:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Code Block'] => pre > code:fresh",
  "p[style-name='Horizontal Line'] => hr:fresh",
  "r[style-name='Code Text'] => code",
]

/** HTML of a .docx. Pictures stay behind; their places are counted. */
const readWord = async (bytes: Buffer): Promise<{ html: string; images: number }> => {
  let images = 0
  const convertImage = mammoth.images.imgElement(() => {
    images += 1
    return Promise.resolve({ src: '' })
  })
  const options = {
    styleMap: styles,
    includeEmbeddedStyleMap: false,
    externalFileAccess: false,
    convertImage,
  }
  const { value } = await mammoth.convertToHtml({ buffer: bytes }, options)
  return { html: value, images }
}

/** A .docx: headings by style, lists, tables with their header rows, bold and italic, links. */
export const convertWord: Conversion = async (bytes) => {
  const archive = await openArchive(bytes)
  if (isProblem(archive)) return archive
  if (!archive.names.includes(MAIN)) return problem('unsupportedFile')
  const [counts, { html, images }] = [await countLosses(archive), await readWord(bytes)]
  const { body, links, scripts } = readHtml(html)
  return { body: headBold(body), losses: lossesOf({ images, ...counts, links, scripts }) }
}
