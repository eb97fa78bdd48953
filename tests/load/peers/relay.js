// The ceiling: forwards the bytes of a frame to the others in the room and knows nothing of Yjs.
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

const EMPTY_STEP_2 = Uint8Array.of(0, 1, 2, 0, 0)
const rooms = new Map()
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
const server = createServer()
server.on('upgrade', (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (opened) => {
    const room = rooms.get(request.url) ?? new Set()
    rooms.set(request.url, room.add(opened))
    opened.on('close', () => room.delete(opened))
    opened.on('message', (frame) => {
      if (frame[1] === 0) opened.send(EMPTY_STEP_2)
      else if (frame[1] === 2) for (const other of room) if (other !== opened) other.send(frame)
    })
  })
})
server.listen(0, '127.0.0.1', () => console.log(`ready: http://127.0.0.1:${server.address().port}`))
