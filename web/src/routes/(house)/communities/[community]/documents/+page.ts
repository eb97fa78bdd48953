import { read } from '#lib/api/answer.ts'
import { createApiClient } from '#lib/api/client.ts'
import { readOverview } from '#lib/communities/overview.ts'
import { FAVOURITES } from '#lib/favourites/dependency.ts'
import { FOLDERS } from '#lib/folders/dependency.ts'
import type { PageLoad } from './$types'

/** Which folder is shown lies in the address. */
export const load: PageLoad = async (event) => {
  const { fetch, url, params, depends } = event
  depends(FOLDERS, FAVOURITES)
  const api = createApiClient(fetch)
  const [overview, folders, favourites] = await Promise.all([
    readOverview(event),
    read(api.communities[':id'].folders.$get({ param: { id: params.community } }), url),
    read(api.favourites.$get(), url),
  ])
  return { ...overview, folders, favourites, folder: url.searchParams.get('folder') }
}
