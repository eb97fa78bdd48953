import { assets, immutable } from '$app/manifest'
import { ASSETS } from '#lib/offline/names.ts'

const paths = new Set([...immutable, ...assets].map(({ path }) => new URL(path, location.origin).pathname))

export const isAsset = (pathname: string): boolean => pathname.startsWith('/_app/') || paths.has(pathname)

/** Files carry their hash in their name: one that is here is the right one. */
export const openAsset = async (request: Request): Promise<Response> => {
  const cache = await caches.open(ASSETS)
  const found = await cache.match(request)
  if (found) return found
  const file = await fetch(request)
  if (file.ok) await cache.put(request, file.clone())
  return file
}

/** All files of this version, one after another: a page without connection may need any. True once they are here. */
export const fetchAssets = async (): Promise<boolean> => {
  const cache = await caches.open(ASSETS)
  let isWhole = true
  for (const path of paths)
    if (!(await cache.match(path))) await cache.add(path).catch(() => (isWhole = false))
  return isWhole
}

/** Files of older versions go once no kept page names them. */
export const dropOldAssets = async (): Promise<void> => {
  const cache = await caches.open(ASSETS)
  for (const request of await cache.keys())
    if (!paths.has(new URL(request.url).pathname)) await cache.delete(request)
}
