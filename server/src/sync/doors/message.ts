const FINAL_BINARY = 0x82
const TWO_BYTES = 126
const EIGHT_BYTES = 127

/** A whole WebSocket message of a server (RFC 6455 §5.2), which all receivers get alike: header and payload in one piece. */
export const encodeMessage = (payload: Uint8Array): Uint8Array => {
  const { length } = payload
  const head = length < TWO_BYTES ? 2 : length < 65_536 ? 4 : 10
  const message = Buffer.allocUnsafe(head + length)
  message[0] = FINAL_BINARY
  message[1] = head === 2 ? length : head === 4 ? TWO_BYTES : EIGHT_BYTES
  if (head === 4) message.writeUInt16BE(length, 2)
  if (head === 10) message.writeBigUInt64BE(BigInt(length), 2)
  message.set(payload, head)
  return message
}
