import * as Y from 'yjs'

/** From and up to which clock an update reaches, by client. */
export type Meta = ReturnType<typeof Y.parseUpdateMeta>

const known = new WeakMap<Uint8Array, Meta>()

/** Of a long update, when a thread has read it already. */
export const rememberMeta = (update: Uint8Array, meta: Meta): void => void known.set(update, meta)

export const metaOf = (update: Uint8Array): Meta => known.get(update) ?? Y.parseUpdateMeta(update)
