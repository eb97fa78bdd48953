import { mount } from 'svelte'
import { toast as sonner } from 'svelte-sonner'
import Toaster from './Toaster.svelte'

let mounted = false

/** Gives what takes the toast away again. Loaded with the first toast of a page; draws the place where toasts stand. */
export const show = (
  words: string,
  duration: number,
  undo?: { label: string; undo: () => void },
): (() => void) => {
  if (!mounted) mount(Toaster, { target: document.body })
  mounted = true
  const id = sonner(
    words,
    undo ? { duration, action: { label: undo.label, onClick: undo.undo } } : { duration },
  )
  return () => void sonner.dismiss(id)
}
