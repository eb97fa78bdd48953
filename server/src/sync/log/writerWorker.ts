import { workerData } from 'node:worker_threads'
import { connectWriter } from 'db/connect'
import { serve } from '../../threads/serve.ts'
import { failureOf } from './trouble.ts'
import { createWriter, type WriterPlace, type Writing, type Written } from './writer.ts'

const { url, heldMs } = workerData as WriterPlace
const writer = createWriter(() => connectWriter(url, heldMs))

const write = (writing: Writing) =>
  writing.write === 'append'
    ? writer.append(writing.appends, writing.at, writing.skipBusy)
    : writer.find(writing.appends, writing.afterSeq)

serve(async (writing: Writing): Promise<Written> => {
  try {
    return { done: await write(writing) }
  } catch (error) {
    return { failed: failureOf(error) }
  }
})
