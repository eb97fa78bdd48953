import { parentPort, workerData } from 'node:worker_threads'
import { problem } from 'shared/protocol/problem'
import { convertFile } from './convert.ts'
import type { FileFormat } from './recognise.ts'

const { format, bytes } = workerData as { format: FileFormat; bytes: Uint8Array }

const convert = async () => {
  try {
    return await convertFile(format, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  } catch (error) {
    // A converter that stumbles over a file has met a broken one, or one it has no room for; what it says may quote it.
    return problem(error instanceof RangeError ? 'tooLarge' : 'brokenFile')
  }
}

parentPort?.postMessage(await convert())
