let field: HTMLTextAreaElement | null = null

/** From now until a comment's field is there, what is typed waits for it instead of replacing the words that are commented. */
export const typeAhead = (label: string): void => {
  field ??= document.createElement('textarea')
  field.className = 'unseen'
  field.setAttribute('aria-label', label)
  document.body.append(field)
  field.focus({ preventScroll: true })
}

/** What was typed until now; from here on it goes where the focus goes. */
export const takeTyped = (): string => {
  const typed = field?.value ?? ''
  field?.remove()
  field = null
  return typed
}
