import { redirect } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'

/** Before the scripts have come the form is sent here with the code in the address. */
export const load: PageServerLoad = ({ url }) => {
  const code = url.searchParams.get('code')?.trim()
  if (code) redirect(303, `/invitation/${encodeURIComponent(code)}`)
}
