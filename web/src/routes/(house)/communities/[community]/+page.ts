import { isProblem } from 'shared/protocol/problem'
import { ask } from '#lib/api/answer.ts'
import { createApiClient } from '#lib/api/client.ts'
import { readOverview } from '#lib/communities/overview.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async (event) => {
  const report = createApiClient(event.fetch).communities[':id'].participation.$get({
    param: { id: event.params.community },
    query: {},
  })
  const [overview, figures] = await Promise.all([readOverview(event), ask(report)])
  // Figures are a supplement here: whoever may not see them still has the page.
  return { ...overview, report: isProblem(figures) ? null : figures }
}
