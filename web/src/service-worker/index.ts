import type { KeepWish } from '#lib/offline/names.ts'
import { dropOldAssets, fetchAssets, isAsset, openAsset } from './assets.ts'
import { keepPage, openPage, refreshPages } from './pages.ts'

// Lives only where a person said «это мой компьютер» (lib/offline/keep.ts), and goes with the sign-out.
const worker = self as unknown as ServiceWorkerGlobalScope

worker.addEventListener('install', () => void worker.skipWaiting())

const begin = async (): Promise<void> => {
  await worker.clients.claim()
  // Away from the server the pages of before stay, with their files.
  await refreshPages().then(dropOldAssets, () => undefined)
}
worker.addEventListener('activate', (event) => event.waitUntil(begin()))

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (isAsset(pathname)) event.respondWith(openAsset(request))
  else if (request.mode === 'navigate') event.respondWith(openPage(request))
})

const keep = async ({ personId, path }: KeepWish, answer: MessagePort | undefined): Promise<void> => {
  const isKept = await keepPage(personId, path).catch(() => false)
  // Only now: a page is named as kept once it really opens cold, with all the files it may ask for.
  const isWhole = await fetchAssets()
  answer?.postMessage(isKept && isWhole)
}

worker.addEventListener('message', (event) => {
  event.waitUntil(keep(event.data as KeepWish, event.ports[0]))
})
