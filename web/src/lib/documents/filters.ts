import type { Me } from 'shared/people/outputs'
import { read } from '#lib/api/answer.ts'
import { createApiClient } from '#lib/api/client.ts'

/** Filters of lists of documents, as addresses name them. */
export const filterNames = ['kind', 'state', 'community', 'school', 'subject', 'grade'] as const

/** What an address asks for of these names; empty values ask for nothing. */
export const askedIn = (url: URL, names: readonly string[]): Partial<Record<string, string>> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = url.searchParams.get(name)
      return value ? [[name, value]] : []
    }),
  )

type Event = { fetch: typeof globalThis.fetch; url: URL }

/** What can be chosen in the filters, for a page's `load`. */
export const readChoices = async ({ fetch, url }: Event, me: Me) => {
  const api = createApiClient(fetch)
  const mayKnowSchools = me.abilities.includes('network.read')
  const [subjects, schools] = await Promise.all([
    read(api.search.subjects.$get(), url),
    mayKnowSchools ? read(api.schools.$get(), url) : [],
  ])
  return { subjects, schools, communities: me.communities }
}
