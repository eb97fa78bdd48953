import { fail, redirect } from '@sveltejs/kit'
import { isProblem } from 'shared/protocol/problem'
import { ask } from '#lib/api/answer.ts'
import { createApiClient } from '#lib/api/client.ts'
import { text } from '#lib/api/formText.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, fetch }) => {
  const face = await ask(createApiClient(fetch).passwords[':token'].$get({ param: params }))
  return { face: isProblem(face) ? null : face, problem: isProblem(face) ? face : null }
}

export const actions: Actions = {
  default: async ({ request, params, fetch }) => {
    const json = { password: text(await request.formData(), 'password') }
    const answer = await ask(createApiClient(fetch).passwords[':token'].$post({ param: params, json }))
    if (isProblem(answer)) return fail(422, { problem: answer })
    redirect(303, '/')
  },
}
