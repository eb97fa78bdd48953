import { read } from '#lib/api/answer.ts'
import { getApproval } from '#lib/api/approvals.ts'
import { getLineage } from '#lib/api/lineage.ts'
import { getContent, getDocument, getParties } from '#lib/api/documents.ts'
import { getCommunityDocuments, getPlan } from '#lib/api/roadmaps.ts'
import type { Words } from '#lib/i18n/words.ts'
import { documentFields } from 'shared/documents/fields'
import { isFormKind } from 'shared/documents/kinds'
import type { DocumentOutput } from 'shared/documents/outputs'
import { loadForm } from 'shared/templates/load'
import type { PageLoad } from './$types'

/** A roadmap names people and schools, and documents may show that something is done. */
const readRoadmap = async (
  { id, kind, communityId }: DocumentOutput,
  { need }: Words,
  fetch: typeof globalThis.fetch,
  url: URL,
) => {
  if (kind !== 'roadmap') return null
  const [plan, documents, { default: StaticRoadmap }] = await Promise.all([
    read(getPlan(id, fetch), url),
    read(getCommunityDocuments(communityId, fetch), url),
    // Whoever opens a text does not wait for the table of a plan.
    import('#lib/roadmaps/StaticRoadmap.svelte'),
    need('roadmaps'),
  ])
  return { plan, documents, StaticRoadmap }
}

const nobody = { people: [], schools: [] }

/** The words of a form, and whom it may name where it names anybody. */
const readAround = async (
  { id, kind }: DocumentOutput,
  { locale, need }: Words,
  fetch: typeof globalThis.fetch,
  url: URL,
) => {
  if (!isFormKind(kind)) return null
  const names = documentFields[kind].some((field) => field.shape === 'set')
  const [form, parties] = await Promise.all([
    loadForm(kind, locale),
    names ? read(getParties(id, fetch), url) : nobody,
    names && need('roadmaps'),
  ])
  return { form, parties }
}

export const load: PageLoad = async ({ fetch, params, url, depends, parent }) => {
  depends('krug:document')
  const [document, content] = await Promise.all([
    read(getDocument(params.document, fetch), url),
    read(getContent(params.document, fetch), url),
  ])
  const { words } = await parent()
  const [roadmap, approval, lineage, around] = await Promise.all([
    readRoadmap(document, words, fetch, url),
    read(getApproval(document.id, fetch), url),
    read(getLineage(document.id, fetch), url),
    readAround(document, words, fetch, url),
  ])
  return { document, content, roadmap, approval, lineage, around }
}
