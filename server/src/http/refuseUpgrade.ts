import type { Duplex } from 'node:stream'

const LINGER_MS = 1_000

/** Answers an upgrade with an HTTP status and ends the socket, also when the other side keeps its half open. */
export const refuseUpgrade = (socket: Duplex, status: string): void => {
  socket.on('error', () => undefined)
  socket.resume()
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  setTimeout(() => socket.destroy(), LINGER_MS).unref()
}
