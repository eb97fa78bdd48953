import { parentPort, workerData } from 'node:worker_threads'
import { problem } from 'shared/protocol/problem'
import { writeFile, type ExportWish } from './writeFile.ts'

const write = async () => {
  try {
    return await writeFile(workerData as ExportWish)
  } catch (error) {
    // What a writer says may quote the document.
    return problem(error instanceof RangeError ? 'tooLarge' : 'unexpected')
  }
}

parentPort?.postMessage(await write())
