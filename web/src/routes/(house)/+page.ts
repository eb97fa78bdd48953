import { read } from '#lib/api/answer.ts'
import { createApiClient } from '#lib/api/client.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, url }) => ({
  today: await read(createApiClient(fetch).today.$get(), url),
})
