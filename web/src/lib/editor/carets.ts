import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { yCursorPlugin } from 'y-prosemirror'
import type { Awareness } from 'y-protocols/awareness'
import { drawCaret, drawSelection, flyFlags } from './flags.ts'

/** Colleagues' carets with «Соколовская · Гимназия № 1» in the school's colour (UX §8). */
export const createCarets = (awareness: Awareness) =>
  Extension.create({
    name: 'carets',
    addProseMirrorPlugins: () => [
      yCursorPlugin(awareness, {
        cursorBuilder: drawCaret,
        selectionBuilder: drawSelection,
      }) as Plugin,
      new Plugin({
        view: (view) => {
          const flags = flyFlags(view.dom, awareness)
          return { update: flags.refresh, destroy: flags.stop }
        },
      }),
    ],
  })
