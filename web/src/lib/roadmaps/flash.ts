import type { RemoteChange } from './plan.svelte.ts'

const LASTS = 900

/** Which cells show a key of a row. */
const shownIn: Readonly<Record<string, string>> = {
  directions: 'directions',
  title: 'title',
  dateFrom: 'period',
  dateTo: 'period',
  periodText: 'period',
  responsible: 'responsible',
  partners: 'partners',
  result: 'result',
  indicator: 'indicator',
  planCount: 'indicator',
  factCount: 'indicator',
  status: 'status',
  doneOn: 'status',
  evidence: 'evidence',
}

const MANY = 30

/** Goes to the first of these rows and marks them all. */
export const showRows = (page: HTMLElement, ids: readonly string[]): void => {
  const rows = ids.flatMap((id) => page.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`) ?? [])
  rows[0]?.scrollIntoView({ block: 'center' })
  const mark = getComputedStyle(page).getPropertyValue('--mark')
  for (const row of rows) row.animate([{ backgroundColor: mark }, {}], LASTS)
}

/** Marks the cells that somebody else has just changed (UX §5); not when a whole plan comes in at once. */
export const flash = (page: HTMLElement, changes: readonly RemoteChange[]): void => {
  if (changes.length > MANY || matchMedia('(prefers-reduced-motion: reduce)').matches) return
  const mark = getComputedStyle(page).getPropertyValue('--mark')
  for (const { id, keys } of changes)
    for (const column of new Set(keys.map((key) => shownIn[key]).filter(Boolean)))
      page
        .querySelector(`[data-row="${CSS.escape(id)}"] [data-column="${column}"]`)
        ?.animate([{ backgroundColor: mark }, {}], LASTS)
}
