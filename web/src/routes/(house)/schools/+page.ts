import { readSchools } from '#lib/schools/network.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async (event) => ({ schools: await readSchools(event) })
