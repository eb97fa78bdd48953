import { finished } from 'node:stream/promises'
import { problem, type Problem } from 'shared/protocol/problem'
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'

const ENTRIES_MOST = 1_000
const UNPACKED_MOST = 50 * 1024 * 1024
/** Unpacked to packed. Of small files the ratio says nothing. */
const RATIO_MOST = 200
const RATIO_FROM = 1024 * 1024

export type Archive = { names: string[]; read: (name: string) => Promise<string> }

const judge = (entries: readonly Entry[]): Problem | null => {
  const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  const packed = entries.reduce((sum, entry) => sum + entry.compressedSize, 0)
  if (unpacked > UNPACKED_MOST) return problem('fileBomb')
  if (unpacked > RATIO_FROM && unpacked > packed * RATIO_MOST) return problem('fileBomb')
  return entries.some((entry) => entry.isEncrypted()) ? problem('encryptedFile') : null
}

/** Bytes after the directory: its end, with or without the record of large archives. */
const ENDINGS = [22, 22 + 76]

/**
 * Nothing may stand after the directory but its end: a comment or a second directory would let another reader see
 * another archive than the one that was judged.
 */
const isPlain = (zip: ZipFile): boolean =>
  // A position in bytes, whatever its published type says.
  zip.comment === '' && ENDINGS.includes(zip.fileSize - Number(zip.readEntryCursor))

const readDirectory = async (zip: ZipFile): Promise<Entry[] | Problem> => {
  if (zip.entryCount > ENTRIES_MOST) return problem('fileBomb')
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) entries.push(entry)
  return isPlain(zip) ? (judge(entries) ?? entries) : problem('brokenFile')
}

/** Unpacks an entry and throws it away: yauzl fails as soon as it is not of the size its directory told. */
const drain = async (zip: ZipFile, entry: Entry): Promise<void> => {
  const stream = await zip.openReadStreamPromise(entry)
  await finished(stream.resume())
}

const isLie = (error: unknown): boolean => error instanceof Error && error.message.includes('too many bytes')

const readEntry = async (zip: ZipFile, entry: Entry | undefined): Promise<string> => {
  if (!entry) return ''
  const chunks: Buffer[] = []
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

const openZip = (bytes: Buffer): Promise<ZipFile> =>
  fromBufferPromise(bytes, { lazyEntries: true, autoClose: false })

/** Judges an archive by its directory alone, in milliseconds; null when it may be opened. */
export const judgeArchive = async (bytes: Buffer): Promise<Problem | null> => {
  try {
    const entries = await readDirectory(await openZip(bytes))
    return Array.isArray(entries) ? null : entries
  } catch {
    return problem('brokenFile')
  }
}

/**
 * Opens an archive in memory without unpacking more than it may: the directory is judged first, then every entry is unpacked once to see that its size was no lie.
 */
export const openArchive = async (bytes: Buffer): Promise<Archive | Problem> => {
  try {
    const zip = await openZip(bytes)
    const entries = await readDirectory(zip)
    if (!Array.isArray(entries)) return entries
    for (const entry of entries) if (!entry.fileName.endsWith('/')) await drain(zip, entry)
    const byName = new Map(entries.map((entry) => [entry.fileName, entry]))
    return { names: [...byName.keys()], read: (name) => readEntry(zip, byName.get(name)) }
  } catch (error) {
    return problem(isLie(error) ? 'fileBomb' : 'brokenFile')
  }
}
