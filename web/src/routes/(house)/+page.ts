import { read } from '#lib/api/answer.ts'
import { createApiClient } from '#lib/api/client.ts'
import { readableDocuments } from '#lib/documents/readable.ts'
import { isQuiet } from '#lib/today/quiet.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async (event) => {
  const today = await read(createApiClient(event.fetch).today.$get(), event.url)
  // Who has written nothing yet finds what the colleagues write.
  return { today, recent: isQuiet(today) ? await readableDocuments(event) : [] }
}
