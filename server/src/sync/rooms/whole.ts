import * as Y from 'yjs'
import type { Healer } from './heal.ts'
import { loadState } from './load.ts'
import type { RoomDeps } from './roomDeps.ts'
import type { OpenRooms } from './rooms.ts'
import type { State } from '../state/state.ts'

const oneUpdate = (state: State): Uint8Array => {
  const doc = new Y.Doc()
  for (const update of state.updates()) Y.applyUpdate(doc, update)
  return Y.encodeStateAsUpdate(doc)
}

/** The committed state of a document as one Yjs update; without the rows that Yjs cannot take, if there are such. */
export const readWhole = async (
  deps: RoomDeps,
  { hot }: OpenRooms,
  documentId: string,
  healer: Healer,
): Promise<Uint8Array> => {
  const state = hot.get(documentId)?.state ?? (await loadState(deps, documentId))
  try {
    return oneUpdate(state)
  } catch {
    await healer.heal(documentId)
    return oneUpdate(await loadState(deps, documentId))
  }
}
