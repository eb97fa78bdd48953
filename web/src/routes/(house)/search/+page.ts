import { read } from '#lib/api/answer.ts'
import { askedIn, filterNames, readChoices } from '#lib/documents/filters.ts'
import { getSearch } from '#lib/search/api.ts'
import type { PageLoad } from './$types'

/** All of it lies in the address, so a link shows the same thing and the page works before the scripts come. */
export const load: PageLoad = async (event) => {
  const { fetch, url, parent } = event
  const asked = askedIn(url, ['q', ...filterNames, 'from'])
  const { q, ...rest } = asked
  const { me } = await parent()
  const [found, choices] = await Promise.all([
    q ? read(getSearch({ q, ...rest }, fetch), url) : null,
    readChoices(event, me),
  ])
  return { asked, found, choices }
}
