import type { DocumentSummary } from 'shared/documents/outputs'
import type { School } from 'shared/schools/school'
import { isProblem } from 'shared/protocol/problem'
import type { PlanSurroundings } from 'shared/roadmaps/outputs'
import { goto } from '$app/navigation'
import { page } from '$app/state'
import { ask } from '#lib/api/answer.ts'
import { getPlan, putConsent } from '#lib/api/roadmaps.ts'
import type { Surroundings } from '#lib/roadmaps/planDesk.svelte.ts'
import { readFilter, writeFilter, type Filter } from '#lib/roadmaps/view.ts'

type Given = {
  documentId: string
  school: School | null
  roadmap: { plan: PlanSurroundings; documents: readonly DocumentSummary[] } | null
}

/** What a roadmap's page knows beside the rows: asked for again after others wrote, for consents are no bytes. */
export const usePlan = (given: () => Given) => {
  let plan = $derived(given().roadmap?.plan ?? null)

  let filter = $derived(readFilter(page.url.searchParams))

  const consent = async (actionId: string, reason: string): Promise<boolean> => {
    const answer = await ask(putConsent(given().documentId, actionId, reason)).catch(() => null)
    if (plan && Array.isArray(answer)) plan = { ...plan, consents: answer }
    return Array.isArray(answer)
  }
  const around = $derived.by((): Surroundings | null => {
    const { roadmap, documentId, school } = given()
    if (!plan || !roadmap) return null
    const documents = roadmap.documents.filter(({ id }) => id !== documentId)
    return { ...plan, documents, school, consent }
  })

  return {
    get around() {
      return around
    },
    get filter() {
      return filter
    },
    /** Without asking the server: filters work offline too. A shallow step changes the address, not `page.url`. */
    setFilter: (wished: Filter) => {
      filter = wished
      void goto(writeFilter(wished, page.url.href), { replace: true, shallow: true })
    },
    again: async () => {
      if (!plan) return
      const newer = await ask(getPlan(given().documentId))
      if (!isProblem(newer)) plan = newer
    },
  }
}
