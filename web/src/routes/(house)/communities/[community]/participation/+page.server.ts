import { fail } from '@sveltejs/kit'
import { lookReasons } from 'shared/participation/lookReasons'
import { isProblem } from 'shared/protocol/problem'
import { ask, read } from '#lib/api/answer.ts'
import { createApiClient } from '#lib/api/client.ts'
import { text } from '#lib/api/formText.ts'
import { readView, type View } from '#lib/participation/address.ts'
import type { Actions, PageServerLoad } from './$types'

const windowOf = ({ window, until }: View) => ({ window, ...(until === undefined ? {} : { until }) })

export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const view = readView(url)
  const { participation } = createApiClient(fetch).communities[':id']
  const asked = { param: { id: params.community }, query: windowOf(view) }
  const [report, sources] = await Promise.all([
    read(participation.$get(asked), url),
    view.how === null ? null : read(participation.sources.$get(asked), url),
  ])
  return { view, report, sources }
}

export const actions: Actions = {
  /** Opens the named list: asked for by a press of a button only, because it is recorded. */
  names: async ({ fetch, params, request, url }) => {
    const given = text(await request.formData(), 'reason')
    const reason = lookReasons.find((known) => known === given)
    const answer = await ask(
      createApiClient(fetch).communities[':id'].participation.names.$post({
        param: { id: params.community },
        json: { ...windowOf(readView(url)), ...(reason === undefined ? {} : { reason }) },
      }),
    )
    return isProblem(answer) ? fail(403, { problem: answer }) : { names: answer }
  },
}
