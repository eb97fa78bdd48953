import { Extension } from '@tiptap/core'
import { Plugin, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

const placeOf = (view: EditorView, caret: Element): number => {
  const around = caret.parentNode ?? view.dom
  return view.posAtDOM(around, Array.prototype.indexOf.call(around.childNodes, caret))
}

const press = (view: EditorView, event: MouseEvent): boolean => {
  const caret = event.target instanceof Element ? event.target.closest('.caret') : null
  if (!caret || event.button !== 0) return false
  const place = view.state.doc.resolve(placeOf(view, caret))
  view.dispatch(view.state.tr.setSelection(TextSelection.near(place)))
  view.focus()
  event.preventDefault()
  return true
}

/**
 * A colleague's caret answers to the mouse, to show its flag, and holds no text: the browser would take a press on it
 * for nothing, and the person would go on typing in the place she meant to leave.
 */
export const pressCaret = Extension.create({
  name: 'pressCaret',
  addProseMirrorPlugins: () => [new Plugin({ props: { handleDOMEvents: { mousedown: press } } })],
})
