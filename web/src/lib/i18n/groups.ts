import type { Locale, Messages } from 'shared/i18n/translate'

type Fetch = () => Promise<{ words: Messages }>

const fetches = {
  ru: {
    everywhere: () => import('shared/i18n/russian/everywhere'),
    people: () => import('shared/i18n/russian/people'),
    comments: () => import('shared/i18n/russian/comments'),
    document: () => import('shared/i18n/russian/document'),
    folders: () => import('shared/i18n/russian/folders'),
    status: () => import('shared/i18n/russian/status'),
    today: () => import('shared/i18n/russian/today'),
    writing: () => import('shared/i18n/russian/writing'),
    roadmaps: () => import('shared/i18n/russian/roadmaps'),
    participation: () => import('shared/i18n/russian/participation'),
  },
  en: {
    everywhere: () => import('shared/i18n/english/everywhere'),
    people: () => import('shared/i18n/english/people'),
    comments: () => import('shared/i18n/english/comments'),
    document: () => import('shared/i18n/english/document'),
    folders: () => import('shared/i18n/english/folders'),
    status: () => import('shared/i18n/english/status'),
    today: () => import('shared/i18n/english/today'),
    writing: () => import('shared/i18n/english/writing'),
    roadmaps: () => import('shared/i18n/english/roadmaps'),
    participation: () => import('shared/i18n/english/participation'),
  },
} satisfies Record<Locale, Record<string, Fetch>>

/** Words that are fetched together. */
export type WordGroup = keyof (typeof fetches)['ru']

/** The browser loads the one language that this reader reads, and of it what a page says. */
export const fetchWords = async (locale: Locale, groups: readonly WordGroup[]): Promise<Messages> => {
  const fetched = await Promise.all(groups.map((group) => fetches[locale][group]()))
  return Object.assign({}, ...fetched.map(({ words }) => words)) as Messages
}

const firstPage = '/(house)'

/** Beginnings of routes, and what their pages say beyond the words of every page. */
const wanted: readonly [route: string, groups: readonly WordGroup[]][] = [
  ['/(door)', ['people']],
  ['/(house)/communities', ['people']],
  ['/(house)/communities/[community]', ['participation']],
  ['/(house)/communities/[community]/documents', ['folders']],
  ['/(house)/connection', ['people']],
  ['/(house)/me', ['people']],
  ['/(house)/network', ['people']],
  ['/(house)/network/people', ['participation']],
  ['/(house)/participation', ['people', 'participation']],
  ['/(house)/check', ['document']],
  ['/(house)/documents/[document]', ['document']],
]

/** What a page says; of a route that is not there, what every page says. */
export const groupsOf = (route: string | null): WordGroup[] => {
  const found = wanted.flatMap(([start, groups]) =>
    route === start || route?.startsWith(`${start}/`) ? groups : [],
  )
  return ['everywhere', ...new Set(found), ...(route === firstPage ? (['today'] as const) : [])]
}
