import { createOutbox, type Outbox } from 'shared/protocol/outbox'
import { TUNNEL_EVENT } from 'shared/protocol/tunnel'
import type { Socket } from 'socket.io-client'

const PACKETS_AHEAD = 4

/** The outbox of a socket.io connection; every reconnect has an engine of its own to listen to. */
export const openLine = (socket: Socket): Outbox => {
  let watched: object | null = null
  const outbox = createOutbox({
    now: () => performance.now(),
    emit: (packet) => socket.emit(TUNNEL_EVENT, packet),
    isFull: () => !socket.connected || socket.io.engine.writeBuffer.length >= PACKETS_AHEAD,
  })
  const watch = () => {
    if (watched === socket.io.engine) return
    watched = socket.io.engine
    socket.io.engine.on('drain', outbox.pump)
  }
  socket.on('connect', watch)
  socket.on('disconnect', outbox.clear)
  if (socket.connected) watch()
  return outbox
}
