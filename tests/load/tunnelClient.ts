import { decodeAcknowledgement } from 'shared/protocol/acknowledgement'
import { encodeStep1, encodeStep2, encodeUpdate, EMPTY_UPDATE, readFrame } from 'shared/protocol/frames'
import { packetParser } from 'shared/protocol/packets'
import {
  createAssembler,
  decodeRecords,
  encodeRecord,
  splitFrame,
  TUNNEL_EVENT,
  type TunnelRecord,
} from 'shared/protocol/tunnel'
import { io } from 'socket.io-client'
import type { LoadClient } from './contender.ts'
import { presenceFrame } from './presence.ts'

const SYNC = 0
const CHANNEL = 1

/** A browser's way in, with as little of a browser as can be: one channel on a socket.io connection of its own. */
export const openChannel = async (url: string, cookie: string, room: string): Promise<LoadClient> => {
  const socket = io(url, {
    parser: packetParser,
    transports: ['websocket'],
    extraHeaders: { cookie },
    forceNew: true,
  })
  const assembler = createAssembler()
  const opening: Uint8Array[] = []
  let [listen, hear]: [(read: () => Uint8Array) => void, (n: number) => void] = [
    () => undefined,
    () => undefined,
  ]
  let isOpen = false
  const emit = (record: TunnelRecord) => socket.emit(TUNNEL_EVENT, encodeRecord(record))
  const send = (bytes: Uint8Array) => {
    for (const record of splitFrame(CHANNEL, bytes)) emit(record)
  }
  const updateIn = (frame: Uint8Array): Uint8Array => {
    const read = readFrame(frame)
    return read.kind === 'update' || read.kind === 'step2' ? read.update : EMPTY_UPDATE
  }

  const joined = new Promise<void>((resolve, reject) => {
    const take = (frame: Uint8Array) => {
      if (frame[0] === SYNC && frame[1] === 0) send(encodeStep2(EMPTY_UPDATE))
      else if (frame[0] === SYNC && isOpen) listen(() => updateIn(frame))
      else if (frame[0] === SYNC) opening.push(updateIn(frame))
      else if (frame[0] === 112) {
        const answer = decodeAcknowledgement(frame)
        if (answer?.kind === 'acknowledged') hear(answer.n - 1)
      }
      if (frame[0] === SYNC && frame[1] === 1) resolve()
    }
    socket.on('connect_error', reject)
    socket.on(TUNNEL_EVENT, (packet: ArrayBuffer) => {
      for (const record of decodeRecords(new Uint8Array(packet))) {
        if (record.kind === 'live') take(record.bytes)
        else if (record.kind === 'opened') send(encodeStep1(Uint8Array.of(0)))
        else if (record.kind === 'close') reject(new Error(`closed with ${record.code}`))
        else if (record.kind === 'frame' || record.kind === 'part') {
          if (record.kind === 'part') emit({ kind: 'confirm', channel: CHANNEL })
          const frame = assembler.push(record)
          if (frame) take(frame)
        }
      }
    })
  })
  socket.on('connect', () => emit({ kind: 'open', channel: CHANNEL, name: room }))
  await joined
  isOpen = true
  return {
    send: (update) => send(encodeUpdate(update)),
    present: (clientId, clock) => send(presenceFrame(clientId, clock)),
    onUpdate: (listener) => (listen = listener),
    onAcknowledged: (listener) => (hear = listener),
    opening: () => opening,
    close: () => socket.disconnect(),
  }
}
