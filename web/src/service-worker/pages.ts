import { KEPT_PAGE, PAGES, PAGES_MAX, pagesOf } from '#lib/offline/names.ts'

const pageCaches = async (): Promise<string[]> =>
  (await caches.keys()).filter((name) => name.startsWith(PAGES))

/** Only what the server drew for this person: a way to the door, or an error, is no page of hers. */
const fetchPage = async (path: string): Promise<Response | null> => {
  const page = await fetch(path, { credentials: 'same-origin', cache: 'no-store' })
  return page.ok && !page.redirected ? page : null
}

const refresh = async (cache: Cache, path: string): Promise<boolean> => {
  const page = await fetchPage(path)
  if (page) await cache.put(path, page)
  else await cache.delete(path)
  return page !== null
}

const pathsIn = async (cache: Cache): Promise<string[]> =>
  (await cache.keys()).map(({ url }) => new URL(url).pathname)

/** The oldest go; a page that is kept again counts as new. */
const shrink = async (cache: Cache): Promise<void> => {
  const paths = (await pathsIn(cache)).filter((path) => path !== KEPT_PAGE)
  for (const path of paths.slice(0, Math.max(0, paths.length - PAGES_MAX))) await cache.delete(path)
}

/** Keeps a page for a visit without connection, and forgets those of anybody who was here before. */
export const keepPage = async (personId: string, path: string): Promise<boolean> => {
  const name = pagesOf(personId)
  for (const other of await pageCaches()) if (other !== name) await caches.delete(other)
  const cache = await caches.open(name)
  await refresh(cache, KEPT_PAGE)
  await cache.delete(path)
  const isKept = await refresh(cache, path)
  await shrink(cache)
  return isKept
}

/** After an update: the pages that are kept name the files of before. */
export const refreshPages = async (): Promise<void> => {
  for (const name of await pageCaches()) {
    const cache = await caches.open(name)
    for (const path of await pathsIn(cache)) await refresh(cache, path)
  }
}

const findKept = async (path: string): Promise<Response | undefined> => {
  for (const name of await pageCaches()) {
    const found = await (await caches.open(name)).match(path)
    if (found) return found
  }
  return undefined
}

/** A proxy that answers for a server which is away. */
const isAway = ({ status }: Response): boolean => status === 502 || status === 503 || status === 504

/** A line that swallows requests is no line: a page that is kept opens after so long without an answer. */
const PATIENCE_MS = 6_000

const askPatiently = async (
  request: Request,
  kept: () => Promise<Response | undefined>,
): Promise<Response> => {
  const page = fetch(request)
  // It may still fail when nobody waits for it any more.
  page.catch(() => undefined)
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)).then(kept)
  return (await Promise.race([page, late])) ?? page
}

/** A page from the server; without one, the page as it was kept, else the list of what is. */
export const openPage = async (request: Request): Promise<Response> => {
  const { pathname } = new URL(request.url)
  const own = () => findKept(pathname)
  const kept = async () => (await own()) ?? (await findKept(KEPT_PAGE))
  try {
    const page = await askPatiently(request, own)
    return (isAway(page) ? await kept() : undefined) ?? page
  } catch (error) {
    const found = await kept()
    if (found) return found
    throw error
  }
}
