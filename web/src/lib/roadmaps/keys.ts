import type { Stage } from 'shared/roadmaps/words'

/** What a key asks of the table; the table knows where it stands. */
export type Command =
  | { do: 'move'; rows: number; columns: number }
  | { do: 'edge'; to: 'rowStart' | 'rowEnd' | 'gridStart' | 'gridEnd' }
  | { do: 'edit' }
  | { do: 'list' }
  | { do: 'replace'; by: string }
  | { do: 'clear' }
  | { do: 'moveRow'; step: -1 | 1 }
  | { do: 'newRow' }
  | { do: 'undo' }
  | { do: 'redo' }
  | { do: 'menu' }
  | { do: 'keys' }

/** What the menu of a row offers. */
export type RowDeed =
  Extract<Command, { do: 'newRow' | 'moveRow' }> | { do: 'toStage'; stage: Stage } | { do: 'remove' }

export type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

const PAGE_ROWS = 10

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-PAGE_ROWS, 0],
  PageDown: [PAGE_ROWS, 0],
}

const withControl = ({ code, shiftKey }: Pressed): Command | null => {
  if (code === 'KeyZ') return { do: shiftKey ? 'redo' : 'undo' }
  if (code === 'KeyY') return { do: 'redo' }
  if (code === 'Enter' || code === 'NumpadEnter') return { do: 'newRow' }
  if (code === 'Home') return { do: 'edge', to: 'gridStart' }
  return code === 'End' ? { do: 'edge', to: 'gridEnd' } : null
}

const plain = ({ key, shiftKey }: Pressed): Command | null => {
  const step = steps[key]
  if (step) return { do: 'move', rows: step[0], columns: step[1] }
  if (key === 'Home') return { do: 'edge', to: 'rowStart' }
  if (key === 'End') return { do: 'edge', to: 'rowEnd' }
  if (key === 'Enter' || key === 'F2') return { do: 'edit' }
  if (key === ' ') return { do: 'list' }
  if (key === 'Delete' || key === 'Backspace') return { do: 'clear' }
  if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) return { do: 'menu' }
  return null
}

/** UX §10. Letters with Ctrl go by the physical key: on ЙЦУКЕН it types another letter. */
export const commandOf = (pressed: Pressed): Command | null => {
  const { key, ctrlKey, metaKey, altKey } = pressed
  if (ctrlKey || metaKey) return withControl(pressed)
  if (altKey) {
    if (key === 'ArrowUp') return { do: 'moveRow', step: -1 }
    return key === 'ArrowDown' ? { do: 'moveRow', step: 1 } : null
  }
  return plain(pressed) ?? typed(key)
}

const typed = (key: string): Command | null => {
  if (key === '?') return { do: 'keys' }
  // Names of keys are longer words.
  return key.length === 1 ? { do: 'replace', by: key } : null
}
