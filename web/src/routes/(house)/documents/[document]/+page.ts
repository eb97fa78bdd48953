import { read } from '#lib/api/answer.ts'
import { getContent, getDocument } from '#lib/api/documents.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, params, url, depends }) => {
  depends('krug:document')
  const [document, content] = await Promise.all([
    read(getDocument(fetch, params.document), url),
    read(getContent(fetch, params.document), url),
  ])
  return { document, content }
}
