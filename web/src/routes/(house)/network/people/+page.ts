import { read } from '#lib/api/answer.ts'
import { createApiClient } from '#lib/api/client.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, url }) => ({
  people: await read(createApiClient(fetch).people.$get(), url),
})
