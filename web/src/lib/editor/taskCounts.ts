import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { TaskCount } from './tasks.ts'

const countIn = (list: Node): TaskCount => {
  const count = { done: 0, all: 0 }
  list.descendants((node) => {
    if (node.type.name !== 'taskItem') return !node.isTextblock
    count.all++
    if (node.attrs.checked === true) count.done++
    return true
  })
  return count
}

type Say = (count: TaskCount) => string

const countLists = (doc: Node, say: Say): DecorationSet => {
  const counts: Decoration[] = []
  doc.descendants((node, at) => {
    if (node.type.name !== 'taskList') return !node.isTextblock
    counts.push(Decoration.node(at, at + node.nodeSize, { 'data-count': say(countIn(node)) }))
    return false
  })
  return DecorationSet.create(doc, counts)
}

const key = new PluginKey<DecorationSet>('taskCounts')

/** «2 из 5» over every list of tasks, those inside it counted in. */
export const createTaskCounts = (say: Say) =>
  Extension.create({
    name: 'taskCounts',
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: (_, { doc }) => countLists(doc, say),
          apply: (transaction, before) =>
            transaction.docChanged ? countLists(transaction.doc, say) : before,
        },
        props: { decorations: (state) => key.getState(state) },
      }),
    ],
  })
