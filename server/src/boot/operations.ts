import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Sql } from 'db/connect'
import type { Registry } from 'prom-client'
import { mayReadMetrics } from './metrics.ts'
import { readReadiness, type Phase } from './readiness.ts'

/** What the operator's addresses look at; parts appear as the start proceeds. */
export type Operations = {
  phase: Phase
  sql?: Sql
  metrics?: Registry
  metricsToken: string | undefined
  /** Absent for a node that has no others. */
  isRedisUp?: () => boolean
}

const answer = (response: ServerResponse, status: number, body: object) => {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

const answerMetrics = async (request: IncomingMessage, response: ServerResponse, operations: Operations) => {
  if (!operations.metrics || !mayReadMetrics(request, operations.metricsToken)) {
    answer(response, 404, { problem: 'notFound' })
    return
  }
  response.writeHead(200, { 'content-type': operations.metrics.contentType, 'cache-control': 'no-store' })
  response.end(await operations.metrics.metrics())
}

/** Answers /healthz, /readyz and /metrics; false when the request is for something else. */
export const answerOperations = async (
  request: IncomingMessage,
  response: ServerResponse,
  operations: Operations,
): Promise<boolean> => {
  const path = request.url?.split('?')[0]
  if (path === '/healthz') answer(response, 200, { alive: true })
  else if (path === '/readyz') {
    const readiness = await readReadiness(operations.phase, operations.sql)
    // A lost Redis makes no node unready: all of them would be, and each can still write.
    const redis = operations.isRedisUp && { redis: operations.isRedisUp() ? 'connected' : 'lost' }
    answer(response, readiness.ready ? 200 : 503, { ...readiness, ...redis })
  } else if (path === '/metrics') await answerMetrics(request, response, operations)
  else return false
  return true
}
