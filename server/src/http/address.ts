import { isIP } from 'node:net'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './app.ts'

const plain = (address: string): string => address.replace(/^::ffff:/, '')

/**
 * The client's address. With `trustedHops` proxies in front, the address that the outermost of them saw is the
 * `trustedHops`-th from the right of X-Forwarded-For; whatever stands further left came from the client. With 0 the header is not read.
 */
export const clientAddress = (
  peer: string | undefined,
  forwarded: string | undefined,
  trustedHops: number,
): string => {
  const hops = forwarded?.split(',').map((hop) => plain(hop.trim())) ?? []
  const seen = trustedHops > 0 ? hops.at(-trustedHops) : undefined
  return seen !== undefined && isIP(seen) ? seen : plain(peer ?? 'unknown')
}

export const readAddress = (trustedHops: number) =>
  createMiddleware<AppEnv>(async (c, next) => {
    // Hono leaves env undefined when fetch() is called without bindings.
    const peer = (c.env as AppEnv['Bindings'] | undefined)?.incoming?.socket.remoteAddress
    c.set('address', clientAddress(peer, c.req.header('x-forwarded-for'), trustedHops))
    await next()
  })

const groupsOf = (part: string): string[] => part.split(':').filter(Boolean)

/**
 * What limits count by: an IPv4 address, or the first 64 bits of an IPv6 one, since a subscriber has all the rest.
 */
export const networkOf = (address: string): string => {
  if (isIP(address) !== 6) return address
  const [head = '', tail = ''] = address.split('::')
  const [before, after] = [groupsOf(head), groupsOf(tail)]
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return [...before, ...zeros, ...after].slice(0, 4).join(':')
}
