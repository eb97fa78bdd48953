import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/**
 * The tunnel carries y-websocket frames of many documents over the app's one socket.io connection. Every event of this
 * name holds one packet of bytes: records one after another.
 */
export const TUNNEL_EVENT = 'tunnel'

/** A longer frame travels in parts, so that others get their turn; half a second of a line of 256 kbit/s. */
export const TUNNEL_PART_BYTES = 16 * 1024

/** A packet takes no further records once it is so long: far from the transport's limit, as base64 too. */
export const TUNNEL_PACKET_BYTES = 64 * 1024

/** No packet that keeps to that length holds so many. */
export const TUNNEL_RECORDS_MOST = 20_000

/** What `new WebSocket(url)` would have asked for: the document's name is the last part of the path. */
export type OpenRecord = { kind: 'open'; channel: number; name: string }
/** The channel is open; live frames of its room come under the room's number. */
export type OpenedRecord = { kind: 'opened'; channel: number; room: number }
/** A whole frame, or the last part of one. */
export type FrameRecord = { kind: 'frame'; channel: number; bytes: Uint8Array }
/** A part of a frame; more follows on this channel. */
export type PartRecord = { kind: 'part'; channel: number; bytes: Uint8Array }
/** Sent by either side; a channel's number is never used again. */
export type CloseRecord = { kind: 'close'; channel: number; code: number; reason: string }
/** The other side has the next part of this channel: the oldest that was not confirmed yet. */
export type ConfirmRecord = { kind: 'confirm'; channel: number }
/** A frame for all channels that the receiver holds in this room: the same bytes for every member. */
export type LiveRecord = { kind: 'live'; room: number; bytes: Uint8Array }

export type TunnelRecord =
  OpenRecord | OpenedRecord | FrameRecord | PartRecord | CloseRecord | LiveRecord | ConfirmRecord

const kinds = ['open', 'opened', 'frame', 'part', 'close', 'live', 'confirm'] as const

const writeBody = (encoder: encoding.Encoder, record: TunnelRecord): void => {
  if (record.kind === 'open') encoding.writeVarString(encoder, record.name)
  else if (record.kind === 'opened') encoding.writeVarUint(encoder, record.room)
  else if (record.kind === 'close') {
    encoding.writeVarUint(encoder, record.code)
    encoding.writeVarString(encoder, record.reason)
  } else if (record.kind !== 'confirm') encoding.writeVarUint8Array(encoder, record.bytes)
}

export const encodeRecord = (record: TunnelRecord): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, kinds.indexOf(record.kind))
  encoding.writeVarUint(encoder, record.kind === 'live' ? record.room : record.channel)
  writeBody(encoder, record)
  return encoding.toUint8Array(encoder)
}

const readRecord = (decoder: decoding.Decoder): TunnelRecord => {
  const kind = kinds[decoding.readVarUint(decoder)]
  const channel = decoding.readVarUint(decoder)
  if (kind === 'open') return { kind, channel, name: decoding.readVarString(decoder) }
  if (kind === 'opened') return { kind, channel, room: decoding.readVarUint(decoder) }
  if (kind === 'close')
    return { kind, channel, code: decoding.readVarUint(decoder), reason: decoding.readVarString(decoder) }
  if (kind === 'confirm') return { kind, channel }
  if (kind === undefined) throw new Error('tunnel record of an unknown kind')
  const bytes = decoding.readVarUint8Array(decoder)
  return kind === 'live' ? { kind, room: channel, bytes } : { kind, channel, bytes }
}

/** Somebody sends what no client of ours makes. */
export class TooManyRecords extends Error {}

/** Reads all records of a packet; their bytes are views into it. Throws on malformed bytes, and TooManyRecords. */
export const decodeRecords = (packet: Uint8Array): TunnelRecord[] => {
  const decoder = decoding.createDecoder(packet)
  const records: TunnelRecord[] = []
  while (decoding.hasContent(decoder)) {
    if (records.length >= TUNNEL_RECORDS_MOST) throw new TooManyRecords('more records than a packet holds')
    records.push(readRecord(decoder))
  }
  return records
}

/** The records that carry one frame over a channel. */
export const splitFrame = (channel: number, bytes: Uint8Array): (FrameRecord | PartRecord)[] => {
  const records: (FrameRecord | PartRecord)[] = []
  let start = 0
  for (; bytes.length - start > TUNNEL_PART_BYTES; start += TUNNEL_PART_BYTES)
    records.push({ kind: 'part', channel, bytes: bytes.subarray(start, start + TUNNEL_PART_BYTES) })
  records.push({ kind: 'frame', channel, bytes: bytes.subarray(start) })
  return records
}

/** Puts the parts of a channel's frames together again; `push` gives the frame when its last record came. */
export const createAssembler = () => {
  let parts: Uint8Array[] = []
  let size = 0
  return {
    /** Bytes held of an unfinished frame. */
    size: () => size,
    push: (record: FrameRecord | PartRecord): Uint8Array | null => {
      if (record.kind === 'frame' && parts.length === 0) return record.bytes
      parts.push(record.bytes)
      size += record.bytes.length
      if (record.kind === 'part') return null
      const whole = new Uint8Array(size)
      let offset = 0
      for (const part of parts) {
        whole.set(part, offset)
        offset += part.length
      }
      parts = []
      size = 0
      return whole
    },
  }
}
