import { read } from '#lib/api/answer.ts'
import { getContent, getDocument } from '#lib/api/documents.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, params, url, depends }) => {
  depends('krug:document')
  const [document, content] = await Promise.all([
    read(getDocument(params.document, fetch), url),
    read(getContent(params.document, fetch), url),
  ])
  return { document, content }
}
