import { decodeRecords, encodeRecord, type TunnelRecord } from 'shared/protocol/tunnel'
import { WebSocket } from 'ws'
import { until } from './clients.ts'

/**
 * The tunnel without any library: a WebSocket on which a test says and hears single messages. `said` is every message as
 * it came; pings are answered.
 */
export const openRawTunnel = async ({ url, cookie }: { url: string; cookie: string }) => {
  const address = `${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`
  const socket = new WebSocket(address, { headers: { cookie } })
  const said: (string | Uint8Array)[] = []
  let closed = false
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) said.push(new Uint8Array(data))
    else if (data.toString() === '2') socket.send('3')
    else said.push(data.toString())
  })
  socket.on('close', () => (closed = true))
  socket.on('error', () => undefined)
  await until(() => said.length > 0, 'a greeting')
  socket.send('4[0]')
  await until(() => said.length > 1 || closed, 'an answer')
  return {
    said,
    isClosed: () => closed,
    /** One message, as it is. */
    say: (message: string | Uint8Array) => socket.send(message),
    send: (record: TunnelRecord) => socket.send(encodeRecord(record)),
    records: (): TunnelRecord[] =>
      said.flatMap((message) => (typeof message === 'string' ? [] : decodeRecords(message))),
    close: () => socket.close(),
  }
}
