import { z } from 'zod'
import { titleInput } from '../documents/inputs.ts'

/** `origin`: the document to begin with; who asks must be allowed to read it. */
export const copyInput = z.object({ origin: z.uuid(), title: titleInput })
export type CopyInput = z.infer<typeof copyInput>

export const lineageOutput = z.object({
  /** What the document was begun with; `title` null when the asker may not read it. */
  origin: z.object({ id: z.uuid(), title: z.string().nullable() }).nullable(),
  /** What was begun with this document, anywhere, and by how many schools. */
  used: z.object({ documents: z.number().int(), schools: z.number().int() }),
  /** The community begins documents with it («сделать шаблоном»). */
  isTemplate: z.boolean(),
})
export type Lineage = z.infer<typeof lineageOutput>
