import { packUpdates, unpackUpdates } from './row.ts'

/**
 * The third way of a document, for networks that let nothing through but single requests: frames of the y-websocket
 * protocol, each behind its length, to the server and back. A client sends its step 1 and, when it has something, one
 * update; it hears what the room answers, frames of type 112 among it.
 */
export const encodeExchange = (frames: readonly Uint8Array[]): Uint8Array => packUpdates(frames)

/** Throws on malformed bytes. */
export const decodeExchange = (bytes: Uint8Array): Uint8Array[] => unpackUpdates(bytes)

/** So often an app that is on the third way asks (milliseconds). */
export const EXCHANGE_EVERY = 15_000

/** What the body is. */
export const EXCHANGE_TYPE = 'application/octet-stream'
