import { setImmediate as breathe } from 'node:timers/promises'
import type { DocumentKind } from 'shared/documents/kinds'
import * as Y from 'yjs'
import type { Bucket } from '../doors/bucket.ts'
import type { RoomDeps } from '../rooms/roomDeps.ts'
import { createShadow, standOn, Unfit, type Shadow } from './shadow.ts'

type Source = {
  documentId: string
  kind: DocumentKind
  /** All that is accepted, oldest first; and how long it is. */
  updates: () => Uint8Array[]
  bytes: () => number
  deps: Pick<RoomDeps, 'makeGate' | 'long' | 'limits'>
}

/**
 * The shadow of a room: made when the first update has to be judged, thrown away when it is spoilt or not needed. A long
 * document is put together, and a long update taken into it, with pauses (SPEC A11); until then nothing is judged.
 */
export const createAccepted = ({ documentId, kind, updates, bytes, deps }: Source) => {
  let shadow: Shadow | null = null
  let busy: Promise<unknown> | null = null
  /** How often it was thrown away. */
  let losses = 0

  const forget = (): void => {
    shadow = null
    losses++
  }

  const hold = async <T>(work: () => Promise<T>): Promise<T> => {
    const held = work()
    busy = held.catch(() => undefined)
    return held.finally(() => (busy = null))
  }

  const build = async (): Promise<void> => {
    const before = losses
    const doc = new Y.Doc()
    for (const piece of await deps.long.cut(documentId, updates)) {
      try {
        Y.applyUpdate(doc, piece)
      } catch (error) {
        throw new Unfit('a document cannot be put together', { cause: error })
      }
      await breathe()
    }
    if (losses === before) shadow = standOn(doc, kind, deps.makeGate)
  }

  return {
    get: (): Shadow => (shadow ??= createShadow(updates(), kind, deps.makeGate)),
    exists: () => shadow !== null,
    /** How often it was thrown away: then a verdict may have been given against what is no longer accepted. */
    losses: () => losses,
    forget,
    /** Lets go of it for lack of room; what is accepted stays the same. */
    ease: (): void => {
      if (!busy) shadow = null
    },
    /** True while nothing can be judged at once. */
    isWanting: (): boolean => busy !== null || (shadow === null && bytes() > deps.limits.largeBytes),
    /** Resolves when something has changed about that. Rejects with Unfit. */
    ready: (): Promise<unknown> => busy ?? hold(build),
    /** Resolves when nothing is being put together. */
    rest: async (): Promise<void> => {
      while (busy) await busy
    },
    /** Takes a judged update into the shadow, piece by piece. `lost`: the shadow was thrown away meanwhile. */
    take: (pieces: readonly Uint8Array[], effort: Bucket): Promise<'taken' | 'lost' | 'unfit' | 'effort'> =>
      hold(async () => {
        const before = losses
        shadow ??= createShadow(updates(), kind, deps.makeGate)
        const { apply, tidy } = shadow
        for (const piece of pieces) {
          const taken = apply(piece, effort)
          if (taken !== 'taken') {
            forget()
            return taken
          }
          tidy()
          await breathe()
        }
        return losses === before ? 'taken' : 'lost'
      }),
  }
}

export type Accepted = ReturnType<typeof createAccepted>
