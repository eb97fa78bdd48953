import type { EditorState } from '@tiptap/pm/state'
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
  type ProsemirrorBinding,
} from 'y-prosemirror'
import type * as Y from 'yjs'

/** The binding that draws the shared body into this state. */
export const bindingOf = (state: EditorState) =>
  (ySyncPluginKey.getState(state) as { binding: ProsemirrorBinding }).binding

/** A place that stays where it is while colleagues write: positions by number do not outlive their edits. */
export type Place = Y.RelativePosition

export const placeAt = (state: EditorState, position: number): Place => {
  const { type, mapping } = bindingOf(state)
  return absolutePositionToRelativePosition(position, type, mapping) as Place
}

/** Where the place is now; null when what it stood in is gone. */
export const findPlace = (state: EditorState, place: Place): number | null => {
  const { doc, type, mapping } = bindingOf(state)
  return relativePositionToAbsolutePosition(doc, type, place, mapping)
}
