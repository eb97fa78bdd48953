import type { Handle, HandleFetch, HandleServerError } from '@sveltejs/kit/hooks'
import { redirect, type RequestEvent } from '@sveltejs/kit'
import { isLocale } from 'shared/i18n/translate'
import type { Me } from 'shared/people/outputs'
import { chooseLocale } from '#lib/i18n/locale.ts'
import { isTheme } from '#lib/theme/theme.ts'

const isApi = (url: URL) => url.pathname.startsWith('/api/')

const readMe = async (event: RequestEvent): Promise<Me | null> => {
  const response = await event.fetch('/api/me')
  if (response.ok) return (await response.json()) as Me
  if (response.status === 401) return null
  throw new Error(`GET /api/me answered ${response.status}`)
}

const YEAR = 365 * 24 * 60 * 60

/** `?lang=en` on any page chooses a language for this browser, also before the scripts have come. */
const chooseLanguage = ({ url, cookies }: RequestEvent): void => {
  const asked = url.searchParams.get('lang')
  if (!isLocale(asked)) return
  cookies.set('krug-locale', asked, {
    path: '/',
    maxAge: YEAR,
    httpOnly: false,
    secure: url.protocol === 'https:',
  })
  const clean = new URL(url)
  clean.searchParams.delete('lang')
  // Two slashes in front would name another host.
  redirect(303, clean.pathname.replace(/^\/+/, '/') + clean.search)
}

/** Knows who asks, in which language and in which theme before a page is drawn: nothing flashes. */
export const handle: Handle = async ({ event, resolve }) => {
  const { cookies, locals, request } = event
  chooseLanguage(event)
  locals.cookieLines = []
  const theme = cookies.get('krug-theme')
  locals.theme = isTheme(theme) ? theme : null
  locals.me = await readMe(event)
  locals.locale = chooseLocale({
    person: locals.me?.person.locale ?? null,
    cookie: cookies.get('krug-locale'),
    header: request.headers.get('accept-language'),
  })
  const response = await resolve(event, {
    transformPageChunk: ({ html }) =>
      html
        .replace('%lang%', locals.locale)
        .replace('%theme%', locals.theme ? `data-theme="${locals.theme}"` : ''),
    filterSerializedResponseHeaders: (name) => name === 'content-type',
  })
  for (const line of locals.cookieLines) response.headers.append('set-cookie', line)
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store')
  return response
}

const inherit = (event: RequestEvent, request: Request): Request => {
  const headers = new Headers(request.headers)
  for (const name of ['cookie', 'user-agent', 'accept-language', 'x-forwarded-for']) {
    const value = event.request.headers.get(name)
    if (value !== null) headers.set(name, value)
  }
  headers.set('origin', event.url.origin)
  return new Request(request, { headers })
}

/** The API answers inside this process; only `vite dev` reaches it over the network, through Vite's proxy. */
export const handleFetch: HandleFetch = async ({ event, request, fetch }) => {
  if (!isApi(new URL(request.url))) return fetch(request)
  const inProcess = event.platform?.req.krug
  const asked = inherit(event, request)
  const response = await (inProcess ? inProcess.api.fetch(asked) : globalThis.fetch(asked))
  event.locals.cookieLines.push(...response.headers.getSetCookie())
  return response
}

export const handleError: HandleServerError = ({ kind, error }) => {
  if (kind === 'unknown') console.error(error)
}
