import { once } from 'node:events'
import { readFrame } from 'shared/protocol/frames'
import { WebSocket } from 'ws'
import type { LoadClient } from './contender.ts'
import { presenceFrame } from './presence.ts'

type Listeners = {
  update: (read: () => Uint8Array) => void
  acknowledged: (n: number) => void
}

/** How a contender dresses the frames of the y-websocket protocol. */
export type Dress = {
  /** Bytes before each frame. */
  prefix: Uint8Array
  /** Frames sent first, undressed. */
  greeting: Uint8Array[]
  /** Looks at a frame that is neither sync nor presence; `count` is how many acknowledgements came before. */
  readAnswer: (frame: Uint8Array, count: number) => number | null
}

export const plain: Dress = { prefix: new Uint8Array(), greeting: [], readAnswer: () => null }

const SYNC = 0
const STEP_1 = 0
const STEP_2 = 1
const ASK = Uint8Array.of(SYNC, STEP_1, 1, 0)
const NOTHING = Uint8Array.of(SYNC, STEP_2, 2, 0, 0)

const dressed = (prefix: Uint8Array, frame: Uint8Array): Uint8Array =>
  prefix.length === 0 ? frame : Buffer.concat([prefix, frame])

const readUpdate = (frame: Uint8Array): Uint8Array => {
  const read = readFrame(frame)
  return read.kind === 'update' || read.kind === 'step2' ? read.update : new Uint8Array([0, 0])
}

const updateFrame = (update: Uint8Array): Uint8Array => {
  const size: number[] = []
  let rest = update.length
  for (; rest > 127; rest >>= 7) size.push(128 | (rest & 127))
  return Buffer.concat([Uint8Array.of(SYNC, 2, ...size, rest), update])
}

/** A client on a WebSocket of its own that looks at as little as it can: the load must not become the limit. */
export const openSocketClient = async (
  address: string,
  { prefix, greeting, readAnswer }: Dress = plain,
  headers: Record<string, string> = {},
): Promise<LoadClient> => {
  const socket = new WebSocket(address, { headers, perMessageDeflate: false })
  const listeners: Listeners = { update: () => undefined, acknowledged: () => undefined }
  const opening: Uint8Array[] = []
  let [answers, isOpen] = [0, false]
  const joined = new Promise<void>((resolve, reject) => {
    socket.on('close', (code) => reject(new Error(`closed with ${code}`)))
    socket.on('error', reject)
    socket.on('message', (data: Buffer) => {
      const frame = data.subarray(prefix.length)
      if (frame[0] === SYNC || frame[0] === 4) {
        if (frame[1] === STEP_1) socket.send(dressed(prefix, NOTHING))
        else if (isOpen) listeners.update(() => readUpdate(frame))
        else opening.push(readUpdate(frame))
        if (frame[1] === STEP_2) resolve()
      } else if (frame[0] !== 1) {
        const n = readAnswer(frame, answers)
        if (n !== null) {
          answers += 1
          listeners.acknowledged(n)
        }
      }
    })
  })
  joined.catch(() => undefined)
  await once(socket, 'open')
  for (const frame of greeting) socket.send(dressed(prefix, frame))
  socket.send(dressed(prefix, ASK))
  await joined
  isOpen = true
  return {
    send: (update) => socket.send(dressed(prefix, updateFrame(update))),
    present: (clientId, clock) => socket.send(dressed(prefix, presenceFrame(clientId, clock))),
    onUpdate: (listener) => (listeners.update = listener),
    onAcknowledged: (listener) => (listeners.acknowledged = listener),
    opening: () => opening,
    close: () => socket.terminate(),
  }
}
