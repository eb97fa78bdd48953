import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

type Target = { host?: string; port?: number; path?: string }

/** A line to a server that a test can cut (nothing passes, nobody is told) and mend. */
export const openWire = async (target: Target) => {
  let isCut = false
  const sockets = new Set<Socket>()
  const join = (from: Socket, to: Socket) => {
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      sockets.add(one)
      if (isCut) one.pause()
      one.on('data', (data) => other.write(data))
      one.on('error', () => other.destroy())
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
  }
  const server = createServer((socket) => join(socket, connect(target as { port: number })))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      isCut = true
      for (const socket of sockets) socket.pause()
    },
    mend: () => {
      isCut = false
      for (const socket of sockets) socket.resume()
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

/** A wire to Postgres, and its address. */
export const openPostgresWire = async (databaseUrl: string) => {
  const url = new URL(databaseUrl)
  const folder = url.searchParams.get('host')
  const port = url.port || '5432'
  const wire = await openWire(
    folder ? { path: `${folder}/.s.PGSQL.${port}` } : { host: url.hostname, port: Number(port) },
  )
  url.searchParams.delete('host')
  url.hostname = '127.0.0.1'
  url.port = String(wire.port)
  return { ...wire, url: url.href }
}
