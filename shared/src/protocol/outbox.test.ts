import { expect, test } from 'vitest'
import { createOutbox } from './outbox.ts'
import { TUNNEL_PART_BYTES } from './tunnel.ts'

test('T2: a carrier that has room again while it writes is not given the next packet before it has written the last', async () => {
  const written: string[] = []
  const outbox = createOutbox({
    // As socket.io does with bytes: a text first, then the bytes, and "drain" in between.
    emit: (packet) => {
      written.push('head')
      outbox.pump()
      written.push(`bytes ${packet.length}`)
    },
    isFull: () => false,
  })
  for (let record = 0; record < 3; record++) outbox.push(1, new Uint8Array(TUNNEL_PART_BYTES))
  await new Promise((resolve) => setTimeout(resolve))
  expect(written).toEqual(Array.from({ length: 3 }, () => ['head', `bytes ${TUNNEL_PART_BYTES}`]).flat())
})
