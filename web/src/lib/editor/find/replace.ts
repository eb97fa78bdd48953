import type { Editor } from '@tiptap/core'
import type { Transaction } from '@tiptap/pm/state'
import type { Found } from './highlight.ts'
import type { Match } from './matches.ts'

const put = (transaction: Transaction, { from, to }: Match, words: string): Transaction =>
  words === '' ? transaction.delete(from, to) : transaction.insertText(words, from, to)

/** Replaces the match that is shown; the words keep the look of those before. False when there is none. */
export const replaceOne = (editor: Editor, { matches, current }: Found, words: string): boolean => {
  const match = matches[current]
  if (!match) return false
  editor.view.dispatch(put(editor.state.tr, match, words))
  return true
}

/** Replaces all matches as one edit, from the end so that places stay true. */
export const replaceAll = (editor: Editor, { matches }: Found, words: string): void => {
  const transaction = editor.state.tr
  for (const match of [...matches].reverse()) put(transaction, match, words)
  editor.view.dispatch(transaction)
}
