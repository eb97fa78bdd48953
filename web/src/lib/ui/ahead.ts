let field: HTMLTextAreaElement | null = null
let before: HTMLElement | null = null

/** From now until the field that was asked for is there, what is typed waits for it and changes nothing else; Escape cancels. */
export const typeAhead = (label: string, cancel: () => void): void => {
  if (!field) before = document.activeElement as HTMLElement | null
  field ??= document.createElement('textarea')
  field.className = 'unseen'
  field.setAttribute('aria-label', label)
  field.onkeydown = ({ key }) => {
    if (key !== 'Escape') return
    takeTyped()
    cancel()
  }
  document.body.append(field)
  field.focus({ preventScroll: true })
}

/** What was typed until now; the focus is back where it was. */
export const takeTyped = (): string => {
  const typed = field?.value ?? ''
  if (field === document.activeElement) before?.focus({ preventScroll: true })
  field?.remove()
  field = null
  return typed
}
