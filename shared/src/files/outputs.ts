import { z } from 'zod'
import { fileKinds } from './inputs.ts'

export const fileOutput = z.object({
  id: z.uuid(),
  kind: z.enum(fileKinds),
  fileName: z.string(),
  bytes: z.number().int(),
  /** Of pictures, in pixels. */
  pixelsWide: z.number().int().nullable(),
  pixelsHigh: z.number().int().nullable(),
})
export type FileOutput = z.infer<typeof fileOutput>
