import { packZip, type Packed } from './zip.ts'

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'

const types = `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
const relations = `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`

/** A relationship of the document to an address outside. */
export type Target = { id: string; type: 'hyperlink' | 'image'; address: string }

const related = (targets: readonly Target[]): string =>
  `${head}<Relationships xmlns="${packages}/relationships">${targets
    .map(
      ({ id, type, address }) =>
        `<Relationship Id="${id}" Type="${office}/${type}" Target="${address}" TargetMode="External"/>`,
    )
    .join('')}</Relationships>`

const spaces = `xmlns:w="${word}" xmlns:r="${office}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`

/** The parts of a .docx around the XML of its body: for files that no library writes. */
export const wordParts = (body: string, targets: readonly Target[] = []): Packed[] =>
  [
    ['[Content_Types].xml', types],
    ['_rels/.rels', relations],
    ['word/document.xml', `${head}<w:document ${spaces}><w:body>${body}</w:body></w:document>`],
    ['word/_rels/document.xml.rels', related(targets)],
  ].map(([name = '', xml = '']) => ({ name, data: Buffer.from(xml) }))

export const packWord = (body: string, targets: readonly Target[] = []): Buffer =>
  packZip(wordParts(body, targets))

export const wordParagraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
