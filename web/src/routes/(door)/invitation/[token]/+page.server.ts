import { fail, redirect } from '@sveltejs/kit'
import { isLocale } from 'shared/i18n/translate'
import { isProblem } from 'shared/protocol/problem'
import { accountIn } from '#lib/door/account.ts'
import { ask } from '#lib/api/answer.ts'
import { createApiClient } from '#lib/api/client.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, fetch, locals }) => {
  const face = await ask(createApiClient(fetch).invitations[':token'].$get({ param: params }))
  if (isProblem(face)) return { token: params.token, me: locals.me, invitation: null, problem: face }
  if (face.kind === 'administrator') redirect(303, `/start/${encodeURIComponent(params.token)}`)
  return { token: params.token, me: locals.me, invitation: face, problem: null }
}

export const actions: Actions = {
  default: async ({ request, params, fetch, locals, cookies }) => {
    const account = accountIn(await request.formData())
    // A language chosen at the door stays hers inside; who chose none gets the network's.
    const chosen = cookies.get('krug-locale')
    const json = locals.me ? {} : { ...account, ...(isLocale(chosen) ? { locale: chosen } : {}) }
    const invitation = createApiClient(fetch).invitations[':token']
    // Looking uses nothing up, and afterwards the invitation no longer tells where it led.
    const face = await ask(invitation.$get({ param: params }))
    const answer = await ask(invitation.accept.$post({ param: params, json }))
    const { password: _secret, ...typed } = account
    if (isProblem(answer)) return fail(422, { problem: answer, typed })
    redirect(303, !isProblem(face) && face.community ? `/communities/${face.community.id}` : '/')
  },
}
