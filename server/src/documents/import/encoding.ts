/** Bytes at the start that name an encoding. */
const marks = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
] as const

const SAMPLE = 4096
/** Of every two bytes of UTF-16 one is the page: 0 for Latin, 4 for Cyrillic. */
const isPage = (byte: number | undefined): boolean => byte === 0 || byte === 4
const MOSTLY = 0.8

const shareOfPages = (bytes: Uint8Array, offset: 0 | 1): number => {
  const sample = bytes.subarray(0, SAMPLE)
  let pages = 0
  for (let index = offset; index < sample.length; index += 2) if (isPage(sample[index])) pages += 1
  return pages / Math.max(1, Math.floor(sample.length / 2))
}

const guessWide = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  if (bytes.length < 2 || bytes.length % 2 === 1) return null
  if (shareOfPages(bytes, 1) > MOSTLY) return 'utf-16le'
  return shareOfPages(bytes, 0) > MOSTLY ? 'utf-16be' : null
}

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

const encodingOf = (bytes: Uint8Array): string => {
  const marked = marks.find((mark) => mark.bytes.every((byte, index) => bytes[index] === byte))
  return marked?.encoding ?? guessWide(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1251')
}

/** Control characters that no text holds but every program does. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const foreign = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f\ufffe\uffff]/gu
const FOREIGN_SHARE = 0.01

/** The text of a file in UTF-8, UTF-16 or Windows-1251; null when the bytes are no text (a program, a picture). */
export const decodeText = (bytes: Uint8Array): string | null => {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes)
  const clean = text.replace(foreign, '')
  return text.length - clean.length > text.length * FOREIGN_SHARE ? null : clean
}
