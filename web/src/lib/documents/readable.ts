import { read } from '#lib/api/answer.ts'
import { createApiClient } from '#lib/api/client.ts'

type Event = { fetch: typeof globalThis.fetch; url: URL }

/** For `load`: every document this person may read. */
export const readableDocuments = ({ fetch, url }: Event) =>
  read(createApiClient(fetch).documents.$get({ query: {} }), url)
