// y-socket.io in memory.
import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { YSocketIO } from 'y-socket.io/dist/server'

const server = createServer()
new YSocketIO(new Server(server)).initialize()
server.listen(0, '127.0.0.1', () => console.log(`ready: http://127.0.0.1:${server.address().port}`))
