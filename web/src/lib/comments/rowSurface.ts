import type { Anchor } from 'shared/comments/anchor'
import { columns } from 'shared/roadmaps/columns'
import './marks.css'
import { placesOfRows, type RowAnchor } from './rows.ts'
import type { Marked, Spoken, Surface, SurfaceReports } from './surface.ts'

const MARK = 'data-comments'

type Column = RowAnchor['column']

const columnOf = (element: Element): Column => {
  const name = element.closest<HTMLElement>('[data-column]')?.dataset['column']
  return columns.find((known) => known === name) ?? 'title'
}

/** The cell that has the focus or the selection. */
const spokenIn = (root: HTMLElement): Spoken | null => {
  const selected = document.getSelection()?.anchorNode?.parentElement ?? null
  const inFocus = document.activeElement?.closest('[data-row]') ? document.activeElement : selected
  const row = inFocus?.closest<HTMLElement>('[data-row]')
  if (!inFocus || !row || !root.contains(row)) return null
  const anchor: Anchor = { kind: 'row', row: row.dataset['row'] ?? '', column: columnOf(inFocus) }
  return { anchor, quote: row.querySelector('[data-column="title"], .title')?.textContent.trim() ?? '' }
}

/** The cell of a row that an anchor names; where a screen shows no such column, the row. */
const elementOf = (root: HTMLElement, { row, column }: RowAnchor): HTMLElement | null => {
  const within = root.querySelector<HTMLElement>(`[data-row="${CSS.escape(row)}"]`)
  return within?.querySelector<HTMLElement>(`[data-column="${column}"]`) ?? within
}

const isRow = (marked: Marked): marked is Marked & { anchor: RowAnchor } => marked.anchor.kind === 'row'

const mark = (root: HTMLElement, marked: readonly Marked[]) => {
  const wanted = new Map<HTMLElement, string>()
  for (const one of marked.filter(isRow)) {
    const element = elementOf(root, one.anchor)
    if (element) wanted.set(element, one.isChosen ? 'chosen' : (wanted.get(element) ?? 'open'))
  }
  for (const element of root.querySelectorAll<HTMLElement>(`[${MARK}]`))
    if (!wanted.has(element)) element.removeAttribute(MARK)
  for (const [element, look] of wanted)
    if (element.getAttribute(MARK) !== look) element.setAttribute(MARK, look)
}

export type ShownPlan = {
  root: HTMLElement
  /** The plan's rows in order, those that a filter hides among them. */
  rows: () => readonly string[]
  /** Takes away what hides rows. */
  reveal: () => void
}

/** Threads at the cells of a roadmap, in whatever form its rows are on the screen: they carry their names as data. */
export const attachRows = (
  { root, rows, reveal }: ShownPlan,
  { onPlaced, onChosen }: SurfaceReports,
): Surface => {
  let marked: readonly Marked[] = []
  let told = ''
  let frame = 0
  const refresh = () => {
    frame = 0
    mark(root, marked)
    const places = placesOfRows(marked, rows())
    const words = JSON.stringify([...places])
    if (words !== told) onPlaced(places)
    told = words
  }
  const soon = () => {
    frame ||= requestAnimationFrame(refresh)
  }
  // Rows come and go with filters, screens and colleagues.
  const observer = new MutationObserver(soon)
  observer.observe(root, { childList: true, subtree: true })
  const onclick = ({ target }: MouseEvent) => {
    const cell = target instanceof Element ? target.closest<HTMLElement>(`[${MARK}]`) : null
    const one = cell && marked.find((known) => isRow(known) && elementOf(root, known.anchor) === cell)
    if (one) onChosen(one.id)
  }
  root.addEventListener('click', onclick)

  const showNow = (id: string): boolean => {
    const one = marked.find((known) => known.id === id)
    const element = one && isRow(one) ? elementOf(root, one.anchor) : null
    element?.scrollIntoView({ block: 'center' })
    return element !== null
  }
  return {
    spoken: () => spokenIn(root),
    draw: (threads) => {
      marked = threads
      soon()
    },
    show: (id) => {
      if (showNow(id)) return
      reveal()
      requestAnimationFrame(() => showNow(id))
    },
    focus: () => root.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')?.focus(),
    settled: () => Promise.resolve(),
    stop: () => {
      observer.disconnect()
      cancelAnimationFrame(frame)
      root.removeEventListener('click', onclick)
      mark(root, [])
    },
  }
}
