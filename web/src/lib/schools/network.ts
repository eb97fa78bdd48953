import { read } from '#lib/api/answer.ts'
import { createApiClient } from '#lib/api/client.ts'

type Event = { fetch: typeof globalThis.fetch; url: URL }

/** For `load`: schools in the order of the network's list. */
export const readSchools = ({ fetch, url }: Event) => read(createApiClient(fetch).schools.$get(), url)
