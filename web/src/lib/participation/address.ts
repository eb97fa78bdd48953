import { windowKinds, type WindowKind } from 'shared/participation/window'

/** The card whose formula and sources stand open beside the figures. */
export const cards = ['participants', 'schools', 'documents', 'continuity'] as const
export type Card = (typeof cards)[number]

/** What the address says: a link shows the same to everybody who may see it. */
export type View = { window: WindowKind; until: string | undefined; how: Card | null }

const isDay = (value: string | null): value is string =>
  value !== null && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))

export const readView = ({ searchParams }: URL): View => {
  const until = searchParams.get('until')
  return {
    window: windowKinds.find((kind) => kind === searchParams.get('window')) ?? '28d',
    until: isDay(until) ? until : undefined,
    how: cards.find((card) => card === searchParams.get('how')) ?? null,
  }
}

/** The query string of a view; what is usual is left out. */
export const addressOf = ({ window, until, how }: View): string => {
  const search = new URLSearchParams({
    ...(window === '28d' ? {} : { window }),
    ...(until === undefined ? {} : { until }),
    ...(how === null ? {} : { how }),
  })
  return `?${search.toString()}`
}
