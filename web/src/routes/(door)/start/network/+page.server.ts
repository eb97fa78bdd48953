import { fail, redirect } from '@sveltejs/kit'
import { refusalOf, signInAddress } from '#lib/api/answer.ts'
import { createApiClient } from '#lib/api/client.ts'
import { text } from '#lib/api/formText.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, url }) => {
  if (!locals.me) redirect(303, signInAddress(url))
  if (locals.me.network) redirect(303, '/start/schools')
}

export const actions: Actions = {
  default: async ({ request, fetch, locals }) => {
    const form = await request.formData()
    const typed = { name: text(form, 'name'), goal: text(form, 'goal'), timeZone: text(form, 'timeZone') }
    const problem = await refusalOf(
      createApiClient(fetch).network.$post({ json: { ...typed, locale: locals.locale } }),
    )
    if (problem) return fail(422, { problem, typed })
    redirect(303, '/start/schools')
  },
}
