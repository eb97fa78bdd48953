import type { Typed } from '../typed.ts'
import type { Target } from './blocks.ts'
import type { Subject } from './subjects.ts'

type Choice = Subject | { run: (target: Target) => unknown }

/** Puts the chosen thing in place of what was typed to find it. */
export const takeChoice = (target: Target, { from, to }: Typed, choice: Choice): void => {
  const { editor } = target
  const chain = editor.chain().focus().deleteRange({ from, to })
  if ('node' in choice) chain.insertContent([choice.node, { type: 'text', text: ' ' }]).run()
  else {
    chain.run()
    choice.run(target)
  }
}
