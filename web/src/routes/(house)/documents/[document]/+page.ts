import { read } from '#lib/api/answer.ts'
import { getApproval } from '#lib/api/approvals.ts'
import { getLineage } from '#lib/api/lineage.ts'
import { getContent, getDocument } from '#lib/api/documents.ts'
import { getCommunityDocuments, getPlan } from '#lib/api/roadmaps.ts'
import type { DocumentOutput } from 'shared/documents/outputs'
import type { PageLoad } from './$types'

/** A roadmap names people and schools, and documents may show that something is done. */
const readRoadmap = async (
  { id, kind, communityId }: DocumentOutput,
  fetch: typeof globalThis.fetch,
  url: URL,
) => {
  if (kind !== 'roadmap') return null
  const [plan, documents] = await Promise.all([
    read(getPlan(id, fetch), url),
    read(getCommunityDocuments(communityId, fetch), url),
  ])
  return { plan, documents }
}

export const load: PageLoad = async ({ fetch, params, url, depends }) => {
  depends('krug:document')
  const [document, content] = await Promise.all([
    read(getDocument(params.document, fetch), url),
    read(getContent(params.document, fetch), url),
  ])
  const [roadmap, approval, lineage] = await Promise.all([
    readRoadmap(document, fetch, url),
    read(getApproval(document.id, fetch), url),
    read(getLineage(document.id, fetch), url),
  ])
  return { document, content, roadmap, approval, lineage }
}
