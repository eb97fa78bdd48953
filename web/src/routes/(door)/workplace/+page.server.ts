import { fail, redirect } from '@sveltejs/kit'
import { nextPath, refusalOf, signInAddress } from '#lib/api/answer.ts'
import { createApiClient } from '#lib/api/client.ts'
import { text } from '#lib/api/formText.ts'
import type { Actions, PageServerLoad } from './$types'

/** Asked after the password and never before; who works at one school is not asked at all. */
export const load: PageServerLoad = ({ locals, url }) => {
  if (!locals.me) redirect(303, signInAddress(url))
  if (locals.me.workplaces.length < 2) redirect(303, nextPath(url))
  return { me: locals.me }
}

export const actions: Actions = {
  default: async ({ request, fetch, url }) => {
    const schoolId = text(await request.formData(), 'schoolId')
    const problem = await refusalOf(createApiClient(fetch).me.workplace.$put({ json: { schoolId } }))
    if (problem) return fail(422, { problem })
    redirect(303, nextPath(url))
  },
}
