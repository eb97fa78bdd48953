import { Extension, type Editor } from '@tiptap/core'

type Step = -1 | 1

/** Moves the row of a table, else the block or the item of a list. What moves comes with the first move. */
export const move = async (editor: Editor, step: Step): Promise<void> => {
  if (editor.isActive('table')) (await import('./tables/commands.ts')).moveRow(editor, step)
  else (await import('./moveBlock.ts')).moveBlock(editor, step)
}

const moveAside = async (editor: Editor, step: Step): Promise<void> => {
  ;(await import('./tables/commands.ts')).moveColumn(editor, step)
}

/** Alt with an arrow moves what the caret is in, as in a plan's table. */
export const moving = Extension.create({
  name: 'moving',
  addKeyboardShortcuts() {
    const { editor } = this
    const up = (step: Step) => () => {
      void move(editor, step)
      return true
    }
    const aside = (step: Step) => () => {
      if (!editor.isActive('table')) return false
      void moveAside(editor, step)
      return true
    }
    return {
      'Alt-ArrowUp': up(-1),
      'Alt-ArrowDown': up(1),
      'Alt-Shift-ArrowLeft': aside(-1),
      'Alt-Shift-ArrowRight': aside(1),
    }
  },
})
