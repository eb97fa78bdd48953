import { problem } from 'shared/protocol/problem'
import type { Conversion } from './conversion.ts'
import { decodeText } from './encoding.ts'
import { structureText } from './plain/structure.ts'

export const convertText: Conversion = (bytes) => {
  const text = decodeText(bytes)
  return Promise.resolve(text === null ? problem('brokenFile') : { body: structureText(text), losses: [] })
}
