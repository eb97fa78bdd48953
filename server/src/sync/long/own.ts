/** For a thread: a short view into a large read of the socket would take all of it along. */
export const own = (update: Uint8Array): Uint8Array =>
  update.buffer.byteLength > 2 * update.length ? update.slice() : update
