import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { refuseUpgrade } from '../http/refuseUpgrade.ts'
import type { Logger } from '../log.ts'
import { readAddress } from '../sync/doors/address.ts'
import { answerOperations, type Operations } from './operations.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

/** Who answers what; api and pages appear when the start has got so far. */
export type Doors = { operations: Operations; api?: Answer; pages?: Answer }

const refuse = (response: ServerResponse, status: number, code: string) => {
  if (response.headersSent) {
    response.destroy()
    return
  }
  response.writeHead(status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'retry-after': '2',
  })
  response.end(JSON.stringify({ problem: code }))
}

const isApi = (request: IncomingMessage) => /^\/api([/?]|$)/.test(request.url ?? '')

const dispatch = async (doors: Doors, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  if (await answerOperations(request, response, doors.operations)) return
  const answer = isApi(request) ? doors.api : doors.pages
  if (!answer) refuse(response, 503, 'notReady')
  else await answer(request, response)
}

/** Addresses whose upgrade somebody answers; read with the same eyes as at the doors themselves. */
const isKnownUpgrade = (url: string | undefined) =>
  url?.startsWith('/socket.io/') === true || readAddress(url) !== null

/** Leads requests and upgrades to those who answer them; nobody is left waiting. */
export const serve = (server: Server, doors: Doors, log: Logger): void => {
  server.on('request', (request, response) => {
    dispatch(doors, request, response).catch((error: unknown) => {
      log.error({ err: error, path: request.url?.split('?')[0] }, 'request failed')
      refuse(response, 500, 'unexpected')
    })
  })
  // socket.io leaves foreign upgrades alone (`destroyUpgrade: false`), so unknown ones end here.
  server.on('upgrade', (request, socket: Duplex) => {
    // A raw socket whose error nobody hears would end the process.
    socket.on('error', () => undefined)
    if (!isKnownUpgrade(request.url)) refuseUpgrade(socket, '404 Not Found')
    else if (doors.operations.phase !== 'serving') refuseUpgrade(socket, '503 Service Unavailable')
  })
}
