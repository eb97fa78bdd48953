import * as Y from 'yjs'
import type { Limits } from '../limits.ts'

/**
 * Joins the updates of one commit, so that they leave as one frame per member; long ones stay apart. Only a few at a
 * time: merging grows with the square of their number (SYNC §0.6).
 */
export const mergeForWire = (updates: readonly Uint8Array[], limits: Limits): Uint8Array[] => {
  const merged: Uint8Array[] = []
  let group: Uint8Array[] = []
  let bytes = 0
  const flush = () => {
    if (group.length > 0) merged.push(Y.mergeUpdates(group))
    group = []
    bytes = 0
  }
  for (const update of updates) {
    if (group.length >= limits.mergeUpdates || bytes + update.length > limits.mergeBytes) flush()
    group.push(update)
    bytes += update.length
  }
  flush()
  return merged
}
