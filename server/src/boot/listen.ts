import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { BootFailure } from './failure.ts'

const reasons: Record<string, (port: number, host: string) => string> = {
  EADDRINUSE: (port) =>
    `Port ${port} is busy: another program listens on it. Stop it or set PORT to another number.`,
  EACCES: (port) => `Port ${port} may not be opened by this user. Set PORT to a number above 1023.`,
  EADDRNOTAVAIL: (_, host) => `This machine has no address ${host}. Set HOST to one it has.`,
  ENOTFOUND: (_, host) => `This machine has no address ${host}. Set HOST to one it has.`,
}

/**
 * Opens the port before anything else, so that a busy one is told at once and a proxy sees "starting" meanwhile.
 * Port 0 takes any free one. Throws `BootFailure`.
 */
export const listen = (port: number, host: string): Promise<{ server: Server; port: number }> => {
  // Longer than proxies keep an idle connection, or they would send into one that is being closed.
  const server = createServer({ keepAliveTimeout: 75_000 })
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = reasons[error.code ?? '']
      reject(new BootFailure(reason?.(port, host) ?? `Port ${port} could not be opened: ${error.message}`))
    })
    server.listen(port, host, () => resolve({ server, port: (server.address() as AddressInfo).port }))
  })
}
