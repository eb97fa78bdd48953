import { read } from '#lib/api/answer.ts'
import { createApiClient } from '#lib/api/client.ts'
import { FAVOURITES } from '#lib/favourites/dependency.ts'
import { askedIn, filterNames, readChoices } from '#lib/documents/filters.ts'
import type { PageLoad } from './$types'

const PAGE = 50

/** Filters and place in the list lie in the address. One document more than shown says that there are more. */
export const load: PageLoad = async (event) => {
  const { fetch, url, parent, depends } = event
  depends(FAVOURITES)
  const asked = askedIn(url, [...filterNames, 'favourite', 'before'])
  const { me } = await parent()
  const api = createApiClient(fetch)
  const [documents, favourites, choices] = await Promise.all([
    read(api.documents.$get({ query: { ...asked, limit: String(PAGE + 1) } }), url),
    read(api.favourites.$get(), url),
    readChoices(event, me),
  ])
  const [shown, hasMore] = [documents.slice(0, PAGE), documents.length > PAGE]
  return { documents: shown, hasMore, favourites, asked, choices }
}
