import { createServer, type AddressInfo } from 'node:net'

const message = (type: string, body: Buffer) => {
  const head = Buffer.alloc(5)
  head.write(type)
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

const word = (value: number) => {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}

const long = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

const text = (value: string) => Buffer.from(`${value}\0`)
const ready = message('Z', Buffer.from('I'))
const welcome = Buffer.concat([message('R', long(0)), ready])

const oneRow = (column: string, value: string) => {
  const described = [word(1), text(column), long(0), word(0), long(25), word(-1), long(-1), word(0)]
  return Buffer.concat([
    message('T', Buffer.concat(described)),
    message('D', Buffer.concat([word(1), long(value.length), Buffer.from(value)])),
    message('C', text('SHOW')),
    ready,
  ])
}

/** A server that lets anybody in and tells one version number: Postgres releases this old cannot be installed here. */
export const startOldPostgres = async (versionNumber: string) => {
  const server = createServer((socket) => {
    socket.once('data', () => {
      socket.write(welcome)
      socket.on('data', (query) => {
        if (query[0] === 'Q'.charCodeAt(0)) socket.write(oneRow('server_version_num', versionNumber))
      })
    })
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as AddressInfo
  return { url: `postgres://krug:krug@127.0.0.1:${port}/krug`, stop: () => server.close() }
}
