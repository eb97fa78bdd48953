import { createApiClient } from '#lib/api/client.ts'

/** Everything that says it, as the address of the search page names it. */
export const getSearch = (
  query: { q: string } & Partial<Record<string, string>>,
  fetch?: typeof globalThis.fetch,
) => createApiClient(fetch).search.$get({ query })

/** Documents I was in lately. */
export const getRecent = () => createApiClient().search.recent.$get()
