import { Node } from '@tiptap/core'
import { dataAttribute, dataNumber, dataOf } from './attribute.ts'

/**
 * A picture that lies in Krug: it is named by the id of its file, never by an address, so that no document can make a
 * reader's browser ask a foreign server.
 */
export const Image = Node.create({
  name: 'image',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    file: dataAttribute('file'),
    alt: dataAttribute('alt', ''),
    pixelsWide: dataNumber('pixels-wide'),
    pixelsHigh: dataNumber('pixels-high'),
    percent: dataNumber('percent'),
  }),
  parseHTML: () => [{ tag: 'figure[data-type="image"]' }],
  renderHTML: ({ node: { attrs } }) => [
    'figure',
    {
      'data-type': 'image',
      ...dataOf({
        file: attrs.file as unknown,
        alt: attrs.alt as unknown,
        'pixels-wide': attrs.pixelsWide as unknown,
        'pixels-high': attrs.pixelsHigh as unknown,
        percent: attrs.percent as unknown,
      }),
    },
  ],
})

/** Any other file, to be taken from the document. */
export const FileNode = Node.create({
  name: 'attachment',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    file: dataAttribute('file'),
    fileName: dataAttribute('file-name', ''),
    bytes: dataNumber('bytes'),
  }),
  parseHTML: () => [{ tag: 'p[data-type="attachment"]', priority: 60 }],
  renderHTML: ({ node: { attrs } }) => [
    'p',
    {
      'data-type': 'attachment',
      ...dataOf({
        file: attrs.file as unknown,
        'file-name': attrs.fileName as unknown,
        bytes: attrs.bytes as unknown,
      }),
    },
    String(attrs.fileName),
  ],
})
