import { createHash } from 'node:crypto'

/** By this an update is known again in the log, which keeps its bytes as they came. */
export const hashUpdate = (update: Uint8Array): string => createHash('sha256').update(update).digest('hex')
