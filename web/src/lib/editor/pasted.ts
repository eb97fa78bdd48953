import { Extension } from '@tiptap/core'
import { Slice } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { boundFragment } from 'shared/documents/schema/bounds'
import { restoreWordLists } from './wordLists.ts'

/** A paste keeps its structure and loses what the gate would refuse: links that run, spans of a million cells. */
export const pasted = Extension.create({
  name: 'pasted',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        transformPastedHTML: restoreWordLists,
        transformPasted: ({ content, openStart, openEnd }) =>
          new Slice(boundFragment(content), openStart, openEnd),
      },
    }),
  ],
})
