import type { IncomingMessage, ServerResponse } from 'node:http'
import { pathToFileURL } from 'node:url'
import { pageHeaders } from '../http/headers.ts'

/** How pages reach the API in this process (read by web's hooks from `platform.req.krug`). */
export type InProcess = { api: { fetch: (request: Request) => Response | Promise<Response> } }

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

export type Pages = (request: IncomingMessage, response: ServerResponse, inProcess: InProcess) => void

const protocolHeader = 'x-krug-protocol'
const hostHeader = 'x-krug-host'

const absent = (response: ServerResponse) => {
  response.statusCode = 404
  response.end()
}

/**
 * Loads SvelteKit's handler. Built once for every address, it believes two headers about its origin; both are
 * overwritten on each request from PUBLIC_URL, so what a client sends there counts for nothing.
 */
export const loadPages = async (file: string, publicUrl: string): Promise<Pages> => {
  process.env.PROTOCOL_HEADER = protocolHeader
  process.env.HOST_HEADER = hostHeader
  const { handler } = (await import(pathToFileURL(file).href)) as { handler: Handler }
  const { protocol, host } = new URL(publicUrl)
  const headers = Object.entries(pageHeaders(publicUrl))
  return (request, response, inProcess) => {
    request.headers[protocolHeader] = protocol.slice(0, -1)
    request.headers[hostHeader] = host
    Object.assign(request, { krug: inProcess })
    for (const [name, value] of headers) response.setHeader(name, value)
    handler(request, response, () => absent(response))
  }
}
