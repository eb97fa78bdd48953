import type { Me } from 'shared/people/outputs'

/** Communities in which this person may start a document: an observer may not. */
export const writableCommunities = (me: Me): { id: string; name: string }[] =>
  me.communities.filter(({ role }) => role !== 'observer').map(({ id, name }) => ({ id, name }))
