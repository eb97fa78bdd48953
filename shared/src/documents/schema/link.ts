import { Link } from '@tiptap/extension-link'
import { isSafeUrl } from './url.ts'

/**
 * Links store their address only: target, rel and class come from the page that shows them, so a document cannot
 * dress a link up as something else.
 */
export const SafeLink = Link.extend({
  addAttributes() {
    return { href: { default: null, parseHTML: (element: HTMLElement) => element.getAttribute('href') } }
  },
}).configure({
  protocols: [],
  defaultProtocol: 'https',
  openOnClick: false,
  isAllowedUri: (url) => isSafeUrl(url),
  HTMLAttributes: { target: '_blank', rel: 'noopener noreferrer nofollow' },
})
