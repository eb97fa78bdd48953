import { z } from 'zod'

export const folderOutput = z.object({
  id: z.uuid(),
  name: z.string(),
  parentId: z.uuid().nullable(),
  /** Which documents lie in it, without those of the folders in it. */
  documents: z.array(z.uuid()),
})
export type FolderOutput = z.infer<typeof folderOutput>

export const folderMade = z.object({ id: z.uuid() })
