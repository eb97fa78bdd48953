import { Extension, InputRule, nodeInputRule, wrappingInputRule } from '@tiptap/core'
import type { CalloutTone } from 'shared/documents/schema/tones'
import { insertBlock } from './insertBlock.ts'

const tones: Record<string, CalloutTone> = { '': 'note', '!': 'important', '?': 'question' }

/**
 * Signs at the beginning of a line that become blocks, beside those that the schema brings (`#`, `-`, `1.`, `[ ]`, `>`,
 * three backticks, `---`): `:::` a callout, `>>` a toggle, `===` a page break, `$$` a formula; `$x$` one in a line.
 */
export const createShortcuts = (onopen: (kind: string, position: number) => void) =>
  Extension.create({
    name: 'shortcuts',
    addInputRules() {
      const { editor } = this
      const { callout, toggle, pageBreak, math } = editor.schema.nodes
      if (!callout || !toggle || !pageBreak || !math) return []
      return [
        wrappingInputRule({
          find: /^:::([!?]?)\s$/,
          type: callout,
          getAttributes: ([, sign = '']) => ({ tone: tones[sign] ?? 'note' }),
        }),
        wrappingInputRule({ find: /^>>\s$/, type: toggle }),
        nodeInputRule({ find: /^===$/, type: pageBreak }),
        nodeInputRule({
          find: /(?:^|\s)(\$[^$\s](?:[^$]*[^$\s])?\$)$/,
          type: math,
          getAttributes: ([, written = '']) => ({ latex: written.slice(1, -1) }),
        }),
        new InputRule({
          find: /^\$\$\s$/,
          handler: ({ range, chain }) => {
            chain().deleteRange(range).run()
            queueMicrotask(() => onopen('mathBlock', insertBlock(editor, { type: 'mathBlock' })))
          },
        }),
      ]
    },
  })
