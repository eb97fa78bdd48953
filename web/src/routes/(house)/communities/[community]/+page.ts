import { readOverview } from '#lib/communities/overview.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = (event) => readOverview(event)
