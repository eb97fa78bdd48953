import { redirect } from '@sveltejs/kit'
import type { LayoutServerLoad } from './$types'

/** Behind this door every page has a person and their workplace. */
export const load: LayoutServerLoad = ({ locals, url }) => {
  const back = encodeURIComponent(url.pathname + url.search)
  if (!locals.me) redirect(303, `/sign-in?next=${back}`)
  if (!locals.me.school && locals.me.workplaces.length > 1) redirect(303, `/workplace?next=${back}`)
  return { me: locals.me }
}
