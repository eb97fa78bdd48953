import { difference } from 'shared/roadmaps/write'
import type * as Y from 'yjs'
import { followOthers, followSelf, gapAt, placesOf, type Edit } from './textPlaces.ts'

type Control = Pick<
  HTMLTextAreaElement,
  | 'value'
  | 'selectionStart'
  | 'selectionEnd'
  | 'setSelectionRange'
  | 'addEventListener'
  | 'removeEventListener'
>

const perform = (text: Y.Text, { remove, at, inserted }: Edit): void => {
  for (const index of remove) text.delete(index, 1)
  if (inserted) text.insert(at, inserted)
}

/**
 * Ties a field to a shared text: what is typed goes in character by character, what others type appears and the
 * caret stays at its word. While a word is being composed (phones compose every word) the field is left alone and
 * others' changes are shown when it is finished. Gives the function that unties.
 */
export const bindText = (
  control: Control,
  text: Y.Text,
  write: (change: () => void) => void,
): (() => void) => {
  let shown = text.toJSON()
  let places = placesOf(shown.length)
  let composing = false
  let behind = false
  let writing = false
  control.value = shown

  const oninput = () => {
    const change = difference(shown, control.value, control.selectionEnd)
    const own = followSelf(places, change)
    shown = control.value
    places = own.places
    writing = true
    write(() => perform(text, own.edit))
    writing = false
  }

  const show = () => {
    const start = gapAt(places, control.selectionStart)
    const end = gapAt(places, control.selectionEnd)
    shown = text.toJSON()
    places = placesOf(shown.length)
    behind = false
    control.value = shown
    control.setSelectionRange(start, end)
  }

  const onchange = ({ delta }: Y.YTextEvent) => {
    if (writing) return
    places = followOthers(places, delta)
    behind = true
    if (!composing) show()
  }

  const listeners = {
    input: oninput,
    compositionstart: () => (composing = true),
    compositionend: () => {
      composing = false
      if (behind) show()
    },
  }
  for (const [name, listener] of Object.entries(listeners)) control.addEventListener(name, listener)
  text.observe(onchange)
  return () => {
    for (const [name, listener] of Object.entries(listeners)) control.removeEventListener(name, listener)
    text.unobserve(onchange)
  }
}
