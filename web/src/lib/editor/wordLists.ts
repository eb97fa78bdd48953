/**
 * Word writes the items of a list as paragraphs of a class, their bullets as text. Makes lists of them again, so that
 * a paste keeps its structure. Everything else Word, Excel and Google Docs write the editor's schema reads by itself.
 */
type Item = { element: HTMLElement; level: number; ordered: boolean }

const listStyle = /mso-list:\s*\S+\s+level(\d)/i

const markerOf = (element: HTMLElement): HTMLElement | null =>
  element.querySelector('[style*="mso-list:Ignore" i]')

const readItem = (element: Element | null): Item | null => {
  if (!(element instanceof HTMLElement)) return null
  const level = listStyle.exec(element.getAttribute('style') ?? '')?.[1]
  if (level === undefined) return null
  const marker = markerOf(element)?.textContent ?? ''
  return { element, level: Number(level), ordered: /^\s*[\p{L}\d]{1,4}[.)]/u.test(marker) }
}

const listFor = ({ ordered }: Item): HTMLElement => document.createElement(ordered ? 'ol' : 'ul')

const itemOf = ({ element }: Item): HTMLElement => {
  markerOf(element)?.remove()
  const paragraph = document.createElement('p')
  paragraph.append(...element.childNodes)
  const item = document.createElement('li')
  item.append(paragraph)
  return item
}

const nest = (items: readonly Item[]): HTMLElement[] => {
  const roots: HTMLElement[] = []
  const open: { list: HTMLElement; level: number }[] = []
  for (const item of items) {
    while (open.length > 1 && (open.at(-1)?.level ?? 0) > item.level) open.pop()
    const last = open.at(-1)
    if (!last || last.level < item.level) {
      const list = listFor(item)
      const host = last?.list.lastElementChild
      if (host) host.append(list)
      else roots.push(list)
      open.push({ list, level: item.level })
    }
    open.at(-1)?.list.append(itemOf(item))
  }
  return roots
}

const runsOf = (root: ParentNode): Item[][] => {
  const runs: Item[][] = []
  for (const element of root.querySelectorAll('p, div, h1, h2, h3, h4')) {
    const item = readItem(element)
    if (!item) continue
    const run = runs.at(-1)
    if (run && run.at(-1)?.element === element.previousElementSibling) run.push(item)
    else runs.push([item])
  }
  return runs
}

/** @param html what the clipboard holds; gives it with Word's paragraphs of a list as `ul` and `ol`. */
export const restoreWordLists = (html: string): string => {
  if (!/mso-list/i.test(html)) return html
  const page = new DOMParser().parseFromString(html, 'text/html')
  for (const run of runsOf(page.body)) {
    const first = run[0]?.element
    const before = document.createComment('')
    first?.before(before)
    const lists = nest(run)
    before.replaceWith(...lists)
    for (const { element } of run) element.remove()
  }
  return page.body.innerHTML
}
