import { hc } from 'hono/client'
import type { Api } from 'server/api'

/**
 * The API, typed by the server itself. In a `load` pass the event's own fetch: on the server it reaches the API in
 * this process, and its answers are not asked for again in the browser.
 */
export const createApiClient = (fetch: typeof globalThis.fetch = globalThis.fetch) =>
  hc<Api>('/', { fetch }).api
