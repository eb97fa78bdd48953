import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

const SYNC = 0
const AWARENESS = 1
const AUTH = 2
const QUERY_AWARENESS = 3

/** A frame of the y-websocket protocol as a client may send it. */
export type ClientFrame =
  | { kind: 'step1'; stateVector: Uint8Array }
  | { kind: 'step2' | 'update'; update: Uint8Array }
  | { kind: 'awareness'; states: Uint8Array }
  | { kind: 'queryAwareness' }
  | { kind: 'unknown' }

const readSync = (decoder: decoding.Decoder): ClientFrame => {
  const step = decoding.readVarUint(decoder)
  if (step > 2) return { kind: 'unknown' }
  const bytes = decoding.readVarUint8Array(decoder)
  if (step === 0) return { kind: 'step1', stateVector: bytes }
  return { kind: step === 1 ? 'step2' : 'update', update: bytes }
}

/** Reads a client's frame; what is malformed or of a later version is 'unknown'. */
export const readFrame = (bytes: Uint8Array): ClientFrame => {
  try {
    const decoder = decoding.createDecoder(bytes)
    const type = decoding.readVarUint(decoder)
    if (type === SYNC) return readSync(decoder)
    if (type === AWARENESS) return { kind: 'awareness', states: decoding.readVarUint8Array(decoder) }
    return { kind: type === QUERY_AWARENESS ? 'queryAwareness' : 'unknown' }
  } catch {
    return { kind: 'unknown' }
  }
}

/** True for the frames that are counted and answered, also when the rest of them is damaged. */
export const isCounted = (bytes: Uint8Array): boolean =>
  bytes[0] === SYNC && (bytes[1] === 1 || bytes[1] === 2)

const encodeFrame = (type: number, write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  write(encoder)
  return encoding.toUint8Array(encoder)
}

const encodeSync = (step: 0 | 1 | 2, bytes: Uint8Array): Uint8Array =>
  encodeFrame(SYNC, (encoder) => {
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, bytes)
  })

export const encodeStep1 = (stateVector: Uint8Array): Uint8Array => encodeSync(0, stateVector)
export const encodeStep2 = (update: Uint8Array): Uint8Array => encodeSync(1, update)
export const encodeUpdate = (update: Uint8Array): Uint8Array => encodeSync(2, update)

export const encodeAwareness = (states: Uint8Array): Uint8Array =>
  encodeFrame(AWARENESS, (encoder) => encoding.writeVarUint8Array(encoder, states))

/** What a stock client answers with a warning on its console, nothing more. */
export const encodePermissionDenied = (reason: string): Uint8Array =>
  encodeFrame(AUTH, (encoder) => {
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarString(encoder, reason)
  })

/** An update without structs and deletions. */
export const EMPTY_UPDATE = Uint8Array.of(0, 0)
export const isEmptyUpdate = (update: Uint8Array): boolean =>
  update.length === 2 && update[0] === 0 && update[1] === 0

/** Makes a stock client believe that it has all there was to send. */
export const EMPTY_STEP_2 = encodeStep2(EMPTY_UPDATE)

/** An awareness frame without states: keeps a stock client's watchdog quiet. */
export const HEARTBEAT = encodeAwareness(Uint8Array.of(0))
