import { isProblem, type Problem } from 'shared/protocol/problem'
import { createApart, type Limits } from '../../threads/apart.ts'
import type { Imported } from './convert.ts'
import { recognise, type FileFormat } from './recognise.ts'
import { judgeArchive } from './zip.ts'

const usual: Limits = { longestMs: 20_000, heapMb: 256 }

export type Importer = (bytes: Buffer, name: string) => Promise<Imported | Problem>

/** Makes the one importer of a server. */
export const createImporter = (limits = usual): Importer => {
  const convert = createApart<{ format: FileFormat; bytes: Buffer }, Imported>(
    new URL('./worker.ts', import.meta.url),
    limits,
  )
  return async (bytes, name) => {
    const format = recognise(bytes, name)
    if (isProblem(format)) return format
    const refusal = format === 'word' ? await judgeArchive(bytes) : null
    return refusal ?? convert({ format, bytes })
  }
}
