import { read } from '#lib/api/answer.ts'
import { createApiClient } from '#lib/api/client.ts'

type Event = { fetch: typeof globalThis.fetch; url: URL; params: { community: string } }

/** For `load`: a community and its documents, asked for at once. */
export const readOverview = async ({ fetch, url, params }: Event) => {
  const api = createApiClient(fetch).communities[':id']
  const param = { id: params.community }
  const [community, documents] = await Promise.all([
    read(api.$get({ param }), url),
    read(api.documents.$get({ param }), url),
  ])
  return { community, documents }
}
