import { parseHTML } from 'linkedom'
import type { BodyNode } from 'shared/documents/body'
import { TEXT_BEGINS } from 'shared/exports/formats'
import { writeScripts } from 'shared/documents/scripts'
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

/**
 * A file that Krug itself wrote marks where the text begins: stamps, name and header fields over it were made from the
 * document's form and are no text of it.
 */
const dropTop = (root: Element): void => {
  const place = root.querySelector(`:scope > p > a[id="${TEXT_BEGINS}"]`)?.parentElement
  if (!place) return
  while (root.firstChild && root.firstChild !== place) root.firstChild.remove()
  place.remove()
}

/** Converters end the last line of a code block, which the editor would show as an empty line more. */
const trimCode = (root: Element): void => {
  for (const code of root.querySelectorAll('pre > code')) {
    const last = code.lastChild
    if (last?.nodeType === 3) last.textContent = (last.textContent ?? '').replace(/\n$/u, '')
  }
}

/** The editor knows four levels of headings. */
const lowerHeadings = (root: Element): void => {
  for (const deep of root.querySelectorAll('h5, h6')) {
    const heading = root.ownerDocument.createElement('h4')
    heading.append(...deep.childNodes)
    deep.replaceWith(heading)
  }
}

export type ReadHtml = {
  body: BodyNode
  /** Links that were taken off. */
  links: number
  /** Pictures that were left out. */
  images: number
  /** Raised or lowered words that became ordinary. */
  scripts: number
}

/** A body from HTML that a converter made. */
export const readHtml = (html: string): ReadHtml => {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`)
  const root = document.body
  dropTop(root)
  const images = root.querySelectorAll('img').length
  // Before the links go: by its link a footnote's number is known.
  const scripts = writeScripts(root)
  const links = dropLinks(root)
  lowerHeadings(root)
  trimCode(root)
  return { body: parseBody(root), links, images, scripts }
}
