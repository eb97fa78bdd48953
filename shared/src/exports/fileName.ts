/** What no file system takes, what hides in a name, and what would turn it round. */
const refused = /[\\/:*?"<>|\p{C}]+/gu
const LONGEST = 120

/** The name of a file made of a document: its title and the ending, fit for every file system. */
export const fileName = (title: string, ending: string): string => {
  const clean = title
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(refused, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/gu, '')
  const short = Array.from(clean).slice(0, LONGEST).join('').trim()
  return `${short || 'document'}.${ending}`
}

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/** A Content-Disposition that names a file in any script (RFC 6266, RFC 5987); old programs see the ASCII one. */
export const attachmentHeader = (name: string): string => {
  const ending = name.slice(name.lastIndexOf('.'))
  return `attachment; filename="document${ending}"; filename*=UTF-8''${encode(name)}`
}
