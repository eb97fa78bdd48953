import { Marked, type Tokens } from 'marked'
import { problem } from 'shared/protocol/problem'
import { lossesOf, type Conversion } from './conversion.ts'
import { decodeText } from './encoding.ts'
import { readHtml } from './html.ts'

const isTask = (item: Tokens.ListItem): boolean => item.task

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** HTML as the editor's schema reads it: lists of tasks by name, HTML inside the file as the text it is. */
const marked = new Marked({ gfm: true }).use({
  renderer: {
    html: ({ text }: Tokens.HTML | Tokens.Tag) => escape(text),
    checkbox: () => '',
    list(list) {
      if (!list.items.some(isTask)) return false
      return `<ul data-type="taskList">${list.items.map((item) => this.listitem(item)).join('')}</ul>`
    },
    listitem(item) {
      if (!item.task) return false
      const content = this.parser.parse(item.tokens)
      return `<li data-type="taskItem" data-checked="${String(item.checked)}">${content}</li>`
    },
  },
})

/** Markdown with tables and lists of tasks. */
export const convertMarkdown: Conversion = (bytes) => {
  const text = decodeText(bytes)
  if (text === null) return Promise.resolve(problem('brokenFile'))
  const html = marked.parse(text, { async: false })
  const { body, links, images, scripts } = readHtml(html)
  return Promise.resolve({ body, losses: lossesOf({ images, links, scripts }) })
}
