import { read } from '#lib/api/answer.ts'
import { getTrash } from '#lib/api/documents.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, url, depends }) => {
  depends('krug:trash')
  return { documents: await read(getTrash(fetch), url) }
}
