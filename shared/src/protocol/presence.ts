import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** One entry of an awareness update: `state` is JSON text, 'null' when the client has gone. */
export type PresenceEntry = { clientId: number; clock: number; state: string }

/**
 * Reads the entries whose client id `wants`; the text of the others is skipped unread, because stock clients send
 * everybody's states back (SYNC §0.8). Throws on malformed bytes.
 */
export const readPresence = (
  states: Uint8Array,
  wants: (clientId: number, entries: number) => boolean,
): PresenceEntry[] => {
  const decoder = decoding.createDecoder(states)
  const count = decoding.readVarUint(decoder)
  const entries: PresenceEntry[] = []
  for (let index = 0; index < count; index++) {
    const clientId = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    if (wants(clientId, count)) entries.push({ clientId, clock, state: decoding.readVarString(decoder) })
    else decoding.readVarUint8Array(decoder)
  }
  return entries
}

export const writePresence = (entries: readonly PresenceEntry[]): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, entries.length)
  for (const { clientId, clock, state } of entries) {
    encoding.writeVarUint(encoder, clientId)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, state)
  }
  return encoding.toUint8Array(encoder)
}
