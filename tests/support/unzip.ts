import { openArchive } from 'server/documents/import/zip'
import { isProblem } from 'shared/protocol/problem'

/** The parts of a file of the zip family by their names, read as text. */
export const readZip = async (bytes: Buffer): Promise<Record<string, string>> => {
  const archive = await openArchive(bytes)
  if (isProblem(archive)) throw new Error(archive.problem)
  const parts: Record<string, string> = {}
  for (const name of archive.names) parts[name] = await archive.read(name)
  return parts
}
