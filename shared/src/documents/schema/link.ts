import { InputRule, Mark, markPasteRule } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { isSafeUrl } from './url.ts'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    link: {
      setLink: (attributes: { href: string }) => ReturnType
      unsetLink: () => ReturnType
    }
  }
}

/** An address as people write it in a sentence: what stands behind its last letter belongs to the sentence. */
const address = String.raw`https?:\/\/[^\s<>"«»]*[^\s<>"«».,;:!?)\]]`
const typed = new RegExp(`(?:^|\\s)(${address})([.,;:!?)\\]]*) $`, 'u')
const pasted = new RegExp(address, 'gu')
const alone = new RegExp(`^${address}$`, 'u')

/**
 * Links store their address only: target, rel and class come from the page that shows them, so a document cannot
 * dress a link up as something else. An address becomes a link when it is typed or pasted; words that are selected get the
 * pasted address.
 */
export const SafeLink = Mark.create({
  name: 'link',
  priority: 1000,
  keepOnSplit: false,
  exitable: true,
  inclusive: false,
  addAttributes: () => ({
    href: { default: null, parseHTML: (element: HTMLElement) => element.getAttribute('href') },
  }),
  parseHTML: () => [
    { tag: 'a[href]', getAttrs: (element) => (isSafeUrl(element.getAttribute('href')) ? null : false) },
  ],
  renderHTML: ({ mark }) => {
    const href: unknown = mark.attrs.href
    const safe = isSafeUrl(href) ? href : ''
    return ['a', { href: safe, target: '_blank', rel: 'noopener noreferrer nofollow' }, 0]
  },
  addCommands() {
    return {
      setLink:
        ({ href }) =>
        ({ chain }) =>
          isSafeUrl(href) && chain().setMark(this.name, { href }).run(),
      unsetLink:
        () =>
        ({ chain }) =>
          chain().unsetMark(this.name, { extendEmptyMarkRange: true }).run(),
    }
  },
  addInputRules() {
    return [
      new InputRule({
        find: typed,
        handler: ({ state: { tr, doc }, range, match }) => {
          const [all = '', href = '', behind = ''] = match
          const from = range.from + all.indexOf(href)
          const to = from + href.length
          if (isSafeUrl(href) && !doc.rangeHasMark(from, to, this.type))
            tr.addMark(from, to, this.type.create({ href }))
          tr.insertText(' ', to + behind.length).removeStoredMark(this.type)
        },
      }),
    ]
  },
  addPasteRules() {
    return [markPasteRule({ find: pasted, type: this.type, getAttributes: ([href]) => ({ href }) })]
  },
  addProseMirrorPlugins() {
    const { type } = this
    return [
      new Plugin({
        props: {
          handlePaste: ({ state, dispatch }, _event, { content }) => {
            const href = content.textBetween(0, content.size, ' ').trim()
            const { empty, from, to } = state.selection
            if (empty || !alone.test(href) || !isSafeUrl(href)) return false
            dispatch(state.tr.addMark(from, to, type.create({ href })))
            return true
          },
        },
      }),
    ]
  },
})
