import { error, redirect } from '@sveltejs/kit'
import type { LayoutServerLoad } from './$types'

/** Only who manages the network comes in; the server asks again at every deed. */
export const load: LayoutServerLoad = async ({ parent }) => {
  const { me } = await parent()
  if (me.abilities.includes('network.create') && !me.network) redirect(303, '/start/network')
  if (!me.abilities.includes('network.manage') || !me.network) error(404, 'notFound')
  return { network: me.network }
}
