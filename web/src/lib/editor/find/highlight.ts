import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { matchesIn, type Asked, type Match } from './matches.ts'

export type Found = { asked: Asked; matches: readonly Match[]; current: number }
export const findKey = new PluginKey<Found>('find')

/** Nothing is looked for. */
export const nothing: Asked = { words: '', exactCase: false, wholeWords: false }

/** Everything inside a block that is no text is one place wide, so places in its text are places in the document. */
export const matchesOf = (doc: Node, asked: Asked): Match[] => {
  const found: Match[] = []
  doc.descendants((node, at) => {
    if (!node.isTextblock) return true
    const text = node.textBetween(0, node.content.size, undefined, '\ufffc')
    for (const { from, to } of matchesIn(text, asked)) found.push({ from: at + 1 + from, to: at + 1 + to })
    return false
  })
  return found
}

const draw = (doc: Node, { matches, current }: Found): DecorationSet =>
  DecorationSet.create(
    doc,
    matches.map(({ from, to }, index) =>
      Decoration.inline(from, to, { class: index === current ? 'found now' : 'found' }),
    ),
  )

/**
 * Marks what is found; what is asked for comes with transactions under `findKey`. It stands in every editor from the
 * start: a plugin that came later would make all others anew, and the binding's would end the undo.
 */
export const highlight = (): Plugin<Found> =>
  new Plugin<Found>({
    key: findKey,
    state: {
      init: () => ({ asked: nothing, matches: [], current: 0 }),
      apply: (transaction, before) => {
        const told = transaction.getMeta(findKey) as Partial<Pick<Found, 'asked' | 'current'>> | undefined
        if (!told && !transaction.docChanged) return before
        const { asked, current } = { ...before, ...told }
        const matches = asked.words === '' ? [] : matchesOf(transaction.doc, asked)
        return { asked, matches, current: Math.min(current, Math.max(0, matches.length - 1)) }
      },
    },
    props: {
      decorations: (state) => {
        const found = findKey.getState(state)
        return found ? draw(state.doc, found) : null
      },
    },
  })
