import type { IncomingMessage, Server } from 'node:http'
import { Server as SocketServer } from 'socket.io'
import type { Deps } from '../deps.ts'
import { isOwnOrigin } from '../http/origin.ts'
import { attachNativeDoor } from '../sync/doors/native.ts'
import { attachTunnel, tunnelServerOptions } from '../sync/doors/tunnel.ts'

/** Opens the two doors to the rooms: `/yjs` for any Yjs client, `/socket.io` for the app. Gives the way to close them. */
export const openRoomDoors = (server: Server, { rooms, log, env }: Deps): (() => Promise<void>) => {
  const allowsOrigin = (origin: string, _request: IncomingMessage) => isOwnOrigin(origin, env.publicUrl)
  const io = new SocketServer(server, tunnelServerOptions(allowsOrigin))
  attachTunnel(io, { rooms, log })
  const native = attachNativeDoor(server, { rooms, log, allowsOrigin })
  return async () => {
    await rooms.drain()
    // Their last frames and goodbyes are on the wire before the lines are cut.
    await new Promise((resolve) => setTimeout(resolve, 50))
    // Cut below socket.io: a client that is told to go by socket.io itself never comes back (SPEC K9).
    io.engine.close()
    native.close()
  }
}
