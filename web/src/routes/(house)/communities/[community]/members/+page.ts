import { read } from '#lib/api/answer.ts'
import { createApiClient } from '#lib/api/client.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, url, params }) => {
  const api = createApiClient(fetch).communities[':id']
  const param = { id: params.community }
  const community = await read(api.$get({ param }), url)
  const mayInvite = community.abilities.includes('community.invite')
  return { community, invitations: mayInvite ? await read(api.invitations.$get({ param }), url) : [] }
}
