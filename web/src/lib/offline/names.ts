/** Names that pages and the service worker share. A cache of pages is of one person: nobody else is shown it. */
export const PAGES = 'krug-pages:'
export const ASSETS = 'krug-assets'
export const pagesOf = (personId: string): string => PAGES + personId

/** The page that says what is kept on this computer, shown where there is nothing else. */
export const KEPT_PAGE = '/kept'
export const PAGES_MAX = 30

/** What a page asks of the service worker; it answers with `true` when the page is kept. */
export type KeepWish = { personId: string; path: string }
