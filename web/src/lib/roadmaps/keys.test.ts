import { expect, it } from 'vitest'
import { commandOf, type Pressed } from './keys.ts'

const press = (key: string, more: Partial<Pressed> = {}) =>
  commandOf({ key, code: key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more })

it('reads the keys of the table (UX §10)', () => {
  expect(press('ArrowDown')).toEqual({ do: 'move', rows: 1, columns: 0 })
  expect(press('ArrowLeft')).toEqual({ do: 'move', rows: 0, columns: -1 })
  expect(press('Home', { ctrlKey: true })).toEqual({ do: 'edge', to: 'gridStart' })
  expect(press('F2')).toEqual({ do: 'edit' })
  expect(press(' ')).toEqual({ do: 'list' })
  expect(press('ф')).toEqual({ do: 'replace', by: 'ф' })
  expect(press('ArrowUp', { altKey: true })).toEqual({ do: 'moveRow', step: -1 })
  expect(press('Enter', { ctrlKey: true })).toEqual({ do: 'newRow' })
  expect(press('F10', { shiftKey: true })).toEqual({ do: 'menu' })
  expect(press('?', { shiftKey: true })).toEqual({ do: 'keys' })
})

it('takes Ctrl Z by its place, also where it types another letter', () => {
  expect(press('я', { code: 'KeyZ', ctrlKey: true })).toEqual({ do: 'undo' })
  expect(press('Я', { code: 'KeyZ', ctrlKey: true, shiftKey: true })).toEqual({ do: 'redo' })
})

it('leaves to the browser what is not its own', () => {
  expect(press('Tab')).toBeNull()
  expect(press('F5')).toBeNull()
  expect(press('c', { code: 'KeyC', ctrlKey: true })).toBeNull()
  expect(press('Shift', { shiftKey: true })).toBeNull()
  expect(press('d', { altKey: true })).toBeNull()
})
