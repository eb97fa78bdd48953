import { read } from '#lib/api/answer.ts'
import { createApiClient } from '#lib/api/client.ts'
import { askedIn, filterNames, readChoices } from '#lib/documents/filters.ts'
import type { PageLoad } from './$types'

const PAGE = 50

/** Filters and place in the list lie in the address. One document more than shown says that there are more. */
export const load: PageLoad = async (event) => {
  const { fetch, url, parent } = event
  const asked = askedIn(url, [...filterNames, 'before'])
  const { me } = await parent()
  const [documents, choices] = await Promise.all([
    read(createApiClient(fetch).documents.$get({ query: { ...asked, limit: String(PAGE + 1) } }), url),
    readChoices(event, me),
  ])
  return { documents: documents.slice(0, PAGE), hasMore: documents.length > PAGE, asked, choices }
}
