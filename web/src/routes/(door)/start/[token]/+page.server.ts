import { fail, redirect } from '@sveltejs/kit'
import { isProblem } from 'shared/protocol/problem'
import { ask } from '#lib/api/answer.ts'
import { createApiClient } from '#lib/api/client.ts'
import { accountIn } from '#lib/door/account.ts'
import type { Actions, PageServerLoad } from './$types'

/** The link that the first start prints. Who has used it goes on where they stopped. */
export const load: PageServerLoad = async ({ params, fetch, locals }) => {
  if (locals.me?.abilities.includes('network.create'))
    redirect(303, locals.me.network ? '/network' : '/start/network')
  const face = await ask(createApiClient(fetch).invitations[':token'].$get({ param: params }))
  return { problem: isProblem(face) ? face : null }
}

export const actions: Actions = {
  default: async ({ request, params, fetch, locals }) => {
    const account = accountIn(await request.formData())
    const accept = createApiClient(fetch).invitations[':token'].accept
    const answer = await ask(accept.$post({ param: params, json: { ...account, locale: locals.locale } }))
    const { password: _secret, ...typed } = account
    if (isProblem(answer)) return fail(422, { problem: answer, typed })
    redirect(303, '/start/network')
  },
}
