import { ASSETS, PAGES, PAGES_MAX, pagesOf, type KeepWish } from './names.ts'

const REGISTER = 'krug-pages'

/** A page of this computer that opens without connection. */
export type KeptPage = { path: string; title: string; at: string }

const isKeptPage = (one: unknown): one is KeptPage =>
  typeof one === 'object' && one !== null && 'path' in one && 'title' in one && 'at' in one

/** What is kept here, the newest first. */
export const keptPages = (): KeptPage[] => {
  try {
    const pages: unknown = JSON.parse(localStorage.getItem(REGISTER) ?? '[]')
    return Array.isArray(pages) ? pages.filter(isKeptPage) : []
  } catch {
    return []
  }
}

const remember = (page: KeptPage): void => {
  const others = keptPages().filter(({ path }) => path !== page.path)
  localStorage.setItem(REGISTER, JSON.stringify([page, ...others].slice(0, PAGES_MAX)))
}

const ask = (worker: ServiceWorker, wish: KeepWish): Promise<boolean> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }) => resolve(data === true)
    worker.postMessage(wish, [port2])
  })

/**
 * Keeps a document's page on this computer, which the person calls her own: it opens without connection from now on, and
 * the room brings its text. Where the browser has no service worker, or the address is not https, nothing is kept.
 */
export const keepPage = async (personId: string, page: Omit<KeptPage, 'at'>): Promise<void> => {
  if (!('serviceWorker' in navigator)) return
  await navigator.serviceWorker.register('/service-worker.js', { type: 'module' })
  const { active } = await navigator.serviceWorker.ready
  if (!active || !(await ask(active, { personId, path: page.path }))) return
  // The files take their time: she may have signed out since.
  if (!(await caches.has(pagesOf(personId)))) return
  remember({ ...page, at: new Date().toISOString() })
}

export const isKept = ({ pathname }: URL): boolean => keptPages().some(({ path }) => path === pathname)

/** At sign-out, and when the mark «это мой компьютер» goes: no page of anybody's stays in this browser. */
export const wipePages = async (): Promise<void> => {
  localStorage.removeItem(REGISTER)
  if (!('serviceWorker' in navigator)) return
  const registrations = await navigator.serviceWorker.getRegistrations()
  await Promise.all(registrations.map((one) => one.unregister()))
  const names = (await caches.keys()).filter((name) => name.startsWith(PAGES) || name === ASSETS)
  await Promise.all(names.map((name) => caches.delete(name)))
}
