/** What of a document's history is looked at: everything is in the address, so that a link shows the same. */
export type Place = {
  open: boolean
  /** Id of the version that is read; null for the text as it is now. */
  version: string | null
  /** What it is compared with: an id, or 'now'; null when it is only read. */
  other: string | null
  view: 'inline' | 'sides'
  /** Who wrote what, of the text as it is now. */
  writers: boolean
}

export const NOW = 'now'

const names = ['history', 'version', 'with', 'view', 'writers'] as const

export const closed: Place = { open: false, version: null, other: null, view: 'inline', writers: false }

export const readPlace = (parameters: Pick<URLSearchParams, 'get' | 'has'>): Place => {
  const version = parameters.get('version')
  const writers = version === null && parameters.has('writers')
  return {
    open: version !== null || writers || parameters.has('history'),
    version,
    other: version === null ? null : parameters.get('with'),
    view: parameters.get('view') === 'sides' ? 'sides' : 'inline',
    writers,
  }
}

/** The address of a place on a page; what else stands in its query stays. */
export const addressOf = (
  { pathname, searchParams }: { pathname: string; searchParams: Iterable<[string, string]> },
  { open, version, other, view, writers }: Place,
): string => {
  const query = new URLSearchParams([...searchParams])
  for (const name of names) query.delete(name)
  if (version !== null) query.set('version', version)
  else if (writers) query.set('writers', '')
  else if (open) query.set('history', '')
  if (version !== null && other !== null) {
    query.set('with', other)
    if (view === 'sides') query.set('view', view)
  }
  const words = query.toString().replace(/=(?=&|$)/g, '')
  return words ? `${pathname}?${words}` : pathname
}
