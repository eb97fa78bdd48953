import { problem, type Problem } from 'shared/protocol/problem'

export type FileFormat = 'word' | 'markdown' | 'text'

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte)

const isArchive = (bytes: Uint8Array): boolean => startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)
/** The container of .doc and .xls, and of every file of Office that is locked with a password. */
const isLegacy = (bytes: Uint8Array): boolean => startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)
const isRich = (bytes: Uint8Array): boolean => startsWith(bytes, 0x7b, 0x5c, 0x72, 0x74, 0x66)

const isLocked = (bytes: Buffer): boolean => bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))

const extensionOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''

const textFormats: Record<string, FileFormat> = {
  txt: 'text',
  text: 'text',
  md: 'markdown',
  markdown: 'markdown',
}

/** What a file is: by its bytes, then by its name; what it claims to be does not count. */
export const recognise = (bytes: Buffer, name: string): FileFormat | Problem => {
  if (bytes.length === 0) return problem('emptyFile')
  const extension = extensionOf(name)
  if (isLegacy(bytes)) {
    if (isLocked(bytes)) return problem('encryptedFile')
    return problem(extension === 'doc' || extension === 'docx' ? 'legacyWordFile' : 'unsupportedFile')
  }
  if (isArchive(bytes)) return 'word'
  if (extension === 'docx') return problem('brokenFile')
  if (extension === 'doc') return problem('legacyWordFile')
  if (isRich(bytes)) return problem('unsupportedFile')
  return textFormats[extension] ?? problem('unsupportedFile')
}
