import { parseHTML } from 'linkedom'
import type { BodyNode } from 'shared/documents/body'
import { parseBody } from 'shared/documents/schema/parseBody'
import { isSafeUrl } from 'shared/documents/schema/allowed'

/** Places inside the file, and its own folders, lead nowhere once it is imported. */
const leadsOut = (href: string): boolean => /^(https?|mailto):/i.test(href) && isSafeUrl(href)

/** Marks at the end of a footnote that lead back to its number. */
const BACK = 'a[href^="#footnote-ref"], a[href^="#endnote-ref"]'

/** Takes links off that may not stay; their words remain. Gives how many led somewhere. */
const dropLinks = (root: Element): number => {
  let dropped = 0
  for (const back of root.querySelectorAll(BACK)) back.remove()
  for (const link of root.querySelectorAll('a[href]')) {
    const href = (link.getAttribute('href') ?? '').trim()
    if (leadsOut(href)) link.setAttribute('href', href)
    else {
      link.removeAttribute('href')
      if (!href.startsWith('#')) dropped += 1
    }
  }
  return dropped
}

/** The editor knows four levels of headings. */
const lowerHeadings = (root: Element): void => {
  for (const deep of root.querySelectorAll('h5, h6')) {
    const heading = root.ownerDocument.createElement('h4')
    heading.append(...deep.childNodes)
    deep.replaceWith(heading)
  }
}

/** A body from HTML that a converter made; `links` counts those that were taken off, `images` those left out. */
export const readHtml = (html: string): { body: BodyNode; links: number; images: number } => {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`)
  const root = document.body
  const images = root.querySelectorAll('img').length
  const links = dropLinks(root)
  lowerHeadings(root)
  return { body: parseBody(root), links, images }
}
