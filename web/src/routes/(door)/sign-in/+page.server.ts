import { fail, redirect } from '@sveltejs/kit'
import { createApiClient } from '#lib/api/client.ts'
import { nextPath } from '#lib/api/answer.ts'
import { text } from '#lib/api/formText.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, url }) => {
  if (locals.me) redirect(303, nextPath(url))
}

export const actions: Actions = {
  default: async ({ request, fetch, url }) => {
    const form = await request.formData()
    const email = text(form, 'email')
    const answer = await createApiClient(fetch).auth['sign-in'].email.$post({
      json: { email, password: text(form, 'password'), ownDevice: form.has('ownDevice') },
    })
    if (!answer.ok) return fail(answer.status, { problem: await answer.json(), email })
    redirect(303, nextPath(url))
  },
}
