/** One text field of a sent form; empty when it is absent or a file. */
export const text = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
