import { redirect } from '@sveltejs/kit'
import type { PageLoad } from './$types'

/** Participation is counted in a community; who belongs to one goes straight there. */
export const load: PageLoad = async ({ parent }) => {
  const { me } = await parent()
  const [only, ...others] = me.communities
  if (only && others.length === 0) redirect(307, `/communities/${only.id}/participation`)
}
