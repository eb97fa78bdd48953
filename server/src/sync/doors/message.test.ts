import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { encodeMessage } from './message.ts'

test('T5: messages framed by hand arrive as sent ones do, at every length of the header', async () => {
  const payloads = [0, 1, 125, 126, 127, 65_535, 65_536, 70_000].map((length) =>
    Uint8Array.from({ length }, (_, index) => index & 255),
  )
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  const server = createServer()
  server.on('upgrade', (request, line, head) => {
    sockets.handleUpgrade(request, line, head, (opened) => {
      for (const payload of payloads) {
        line.write(encodeMessage(payload))
        opened.send(payload)
      }
      opened.close()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const heard: Buffer[] = []
  client.on('message', (data: Buffer) => heard.push(data))
  await new Promise((resolve) => client.once('close', resolve))
  server.close()
  expect(heard.map(({ length }) => length)).toEqual(payloads.flatMap(({ length }) => [length, length]))
  for (const [index, payload] of payloads.entries())
    expect(Buffer.compare(heard[index * 2] ?? Buffer.of(1), payload)).toBe(0)
})
