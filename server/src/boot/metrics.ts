import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { collectDefaultMetrics, Gauge, Registry, type Metric } from 'prom-client'

/** The process's own figures, what was counted on the way, and whatever `read` tells at the moment somebody asks. */
export const createMetrics = (read: () => Record<string, number>, counted: readonly Metric[]): Registry => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  for (const metric of counted) registry.registerMetric(metric)
  for (const name of Object.keys(read())) {
    const gauge: Gauge = new Gauge({
      name: `krug_${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
      help: `Krug: ${name}`,
      registers: [registry],
      collect: () => gauge.set(read()[name] ?? 0),
    })
  }
  return registry
}

const isSame = (given: string, wanted: string) =>
  given.length === wanted.length && timingSafeEqual(Buffer.from(given), Buffer.from(wanted))

const forwarding = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via']

/** A neighbour on this machine; a proxy in front is one too, but it says for whom it asks. */
const isLocal = ({ socket, headers }: IncomingMessage) =>
  /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '') &&
  forwarding.every((name) => headers[name] === undefined)

/** Figures are shown to a holder of METRICS_TOKEN, and to programs on this machine. */
export const mayReadMetrics = (request: IncomingMessage, token: string | undefined): boolean => {
  const given = request.headers.authorization?.replace(/^Bearer /, '')
  if (given !== undefined) return token !== undefined && isSame(given, token)
  return isLocal(request)
}
