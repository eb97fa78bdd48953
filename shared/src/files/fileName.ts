import { LABEL_MAX } from '../documents/schema/values.ts'

/** Folders, control characters, and letters that turn the order of their neighbours around. */
const misleading = /[\p{Cc}\u202a-\u202e\u2066-\u2069\\/]+/gu

/** A file's name as it may be shown and offered for saving. The end is kept: it says what the file is. */
export const cleanFileName = (name: string): string => {
  const plain = name
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(misleading, ' ')
    .trim()
  return plain.length <= LABEL_MAX ? plain : `${plain.slice(0, LABEL_MAX - 21)}…${plain.slice(-20)}`
}
