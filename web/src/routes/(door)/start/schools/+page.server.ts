import { fail, redirect } from '@sveltejs/kit'
import { isProblem } from 'shared/protocol/problem'
import { ask, read, refusalOf, signInAddress } from '#lib/api/answer.ts'
import { createApiClient } from '#lib/api/client.ts'
import { text } from '#lib/api/formText.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url, fetch }) => {
  if (!locals.me) redirect(303, signInAddress(url))
  if (!locals.me.network) redirect(303, '/start/network')
  return { schools: await read(createApiClient(fetch).schools.$get(), url) }
}

export const actions: Actions = {
  school: async ({ request, fetch }) => {
    const form = await request.formData()
    const typed = { shortName: text(form, 'shortName'), locality: text(form, 'locality') }
    const problem = await refusalOf(createApiClient(fetch).schools.$post({ json: typed }))
    return problem ? fail(422, { of: 'school' as const, problem, typed }) : { added: typed.shortName }
  },
  community: async ({ request, fetch }) => {
    const form = await request.formData()
    const typed = { name: text(form, 'name'), goal: text(form, 'goal') }
    const made = await ask(createApiClient(fetch).communities.$post({ json: typed }))
    if (isProblem(made)) return fail(422, { of: 'community' as const, problem: made, typed })
    redirect(303, `/communities/${made.id}?invite`)
  },
}
