import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/**
 * Frames of outer type 112, spoken only to clients that asked with `?ack=1` (DESIGN §3).
 * n counts the connection's step-2 and update frames, empty ones too.
 */
export const ACKNOWLEDGEMENT = 112

export const rejectionReasons = {
  readOnly: 1,
  tooLarge: 2,
  malformed: 3,
  schema: 4,
  foreignClient: 5,
  rate: 6,
} as const
export type RejectionReason = keyof typeof rejectionReasons

/** What beside the text may have changed; its words are asked for by HTTP. */
export const noticeTopics = ['comments', 'document'] as const
export type NoticeTopic = (typeof noticeTopics)[number]

export type AcknowledgementFrame =
  | { kind: 'acknowledged'; n: number; seq: number }
  | { kind: 'rejected'; n: number; reason: RejectionReason }
  | { kind: 'status'; canCommit: boolean }
  | { kind: 'notice'; topic: NoticeTopic; n: number }

const frame = (...numbers: number[]): Uint8Array => {
  const encoder = encoding.createEncoder()
  for (const number of [ACKNOWLEDGEMENT, ...numbers]) encoding.writeVarUint(encoder, number)
  return encoding.toUint8Array(encoder)
}

export const encodeAcknowledgement = (message: AcknowledgementFrame): Uint8Array => {
  if (message.kind === 'acknowledged') return frame(0, message.n, message.seq)
  if (message.kind === 'rejected') return frame(1, message.n, rejectionReasons[message.reason])
  if (message.kind === 'notice') return frame(3, noticeTopics.indexOf(message.topic), message.n)
  return frame(2, message.canCommit ? 0 : 1)
}

const reasonByCode = new Map<number, RejectionReason>(
  (Object.entries(rejectionReasons) as [RejectionReason, number][]).map(([reason, code]) => [code, reason]),
)

const readNotice = (decoder: decoding.Decoder): AcknowledgementFrame | null => {
  const topic = noticeTopics[decoding.readVarUint(decoder)]
  return topic ? { kind: 'notice', topic, n: decoding.readVarUint(decoder) } : null
}

/** Reads a frame of type 112; null when the bytes are of another type or of a later version. */
export const decodeAcknowledgement = (bytes: Uint8Array): AcknowledgementFrame | null => {
  const decoder = decoding.createDecoder(bytes)
  if (decoding.readVarUint(decoder) !== ACKNOWLEDGEMENT) return null
  const kind = decoding.readVarUint(decoder)
  if (kind === 0)
    return { kind: 'acknowledged', n: decoding.readVarUint(decoder), seq: decoding.readVarUint(decoder) }
  if (kind === 1) {
    const n = decoding.readVarUint(decoder)
    const reason = reasonByCode.get(decoding.readVarUint(decoder))
    return reason ? { kind: 'rejected', n, reason } : null
  }
  if (kind === 2) return { kind: 'status', canCommit: decoding.readVarUint(decoder) === 0 }
  return kind === 3 ? readNotice(decoder) : null
}
