const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** Gives the person their own copy as a file that any browser and Word open: the last way out of every trouble. */
export const downloadCopy = (title: string, html: string): void => {
  const page = `<!doctype html><meta charset="utf-8"><title>${escape(title)}</title><h1>${escape(title)}</h1>${html}`
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([page], { type: 'text/html' }))
  link.download = `${title.replace(/[\\/:*?"<>|]+/g, ' ').trim() || 'document'}.html`
  link.click()
  URL.revokeObjectURL(link.href)
}
