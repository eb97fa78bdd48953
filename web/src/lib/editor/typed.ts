import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey } from 'y-prosemirror'

export const triggers = ['/', '@', '[['] as const
export type Trigger = (typeof triggers)[number]

/** What is being typed after a sign that opens a list: `/табл`, `@Соко`, `[[Прогр`. Positions are of this moment. */
export type Typed = { trigger: Trigger; query: string; from: number; to: number }

const QUERY_MAX = 40

/** Does the text before the caret end with a sign that opens a list? «и/или» and «a@b» are no such thing. */
export const openedBy = (before: string): Trigger | null => {
  if (before.endsWith('[[')) return '[['
  const sign = /(?:^|[\s\ufffc(«"])([/@])$/u.exec(before)?.[1]
  return sign === '/' || sign === '@' ? sign : null
}

const textBefore = ({ selection: { $from } }: EditorState): string =>
  $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc')

/** What stands between the sign and the caret, or null when it is no search any more. */
export const readTyped = (before: string, trigger: Trigger, end: number): Typed | null => {
  const at = before.lastIndexOf(trigger)
  if (at < 0) return null
  const query = before.slice(at + trigger.length)
  if (query.length > QUERY_MAX || /^\s|\s\s|\ufffc/u.test(query)) return null
  return { trigger, query, from: end - (before.length - at), to: end }
}

const isByHand = (transaction: Transaction): boolean =>
  transaction.docChanged &&
  transaction.getMeta(ySyncPluginKey) === undefined &&
  transaction.getMeta('uiEvent') === undefined

export const typedKey = new PluginKey<Typed | null>('typed')
const CLOSE = 'close'

const next = (transaction: Transaction, before: Typed | null, state: EditorState): Typed | null => {
  if (transaction.getMeta(typedKey) === CLOSE) return null
  if (!transaction.docChanged && !transaction.selectionSet) return before
  const { selection } = state
  if (!selection.empty || !selection.$from.parent.isTextblock || selection.$from.parent.type.spec.code)
    return null
  const text = textBefore(state)
  const trigger = before?.trigger ?? (isByHand(transaction) ? openedBy(text) : null)
  return trigger && readTyped(text, trigger, selection.from)
}

/** Closes the list; what was typed stays. */
export const closeTyped = (view: EditorView): void =>
  view.dispatch(view.state.tr.setMeta(typedKey, CLOSE).setMeta('addToHistory', false))

type Listener = {
  onchange: (typed: Typed | null) => void
  /** True when the list has taken the key. */
  onkey: (event: KeyboardEvent) => boolean
}

/** Watches for the signs that open a list of things to insert, to mention and to link to. */
export const watchTyped = ({ onchange, onkey }: Listener): Plugin =>
  new Plugin<Typed | null>({
    key: typedKey,
    state: {
      init: () => null,
      apply: (transaction, before, _old, state) => next(transaction, before, state),
    },
    props: {
      handleKeyDown: (view, event) => {
        if (!typedKey.getState(view.state)) return false
        if (event.key !== 'Escape') return onkey(event)
        closeTyped(view)
        return true
      },
      handleDOMEvents: {
        blur: (view) => {
          if (typedKey.getState(view.state)) closeTyped(view)
          return false
        },
      },
    },
    view: () => ({
      update: ({ state }, old) => {
        const typed = typedKey.getState(state) ?? null
        if (typed !== typedKey.getState(old)) onchange(typed)
      },
    }),
  })
