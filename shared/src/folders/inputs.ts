import { z } from 'zod'

import { FOLDER_NAME_LONGEST } from './longest.ts'

const name = z
  .string()
  .transform((words) => words.replace(/\s+/g, ' ').trim())
  .pipe(z.string().min(1, 'required').max(FOLDER_NAME_LONGEST, 'tooLong'))

/** `parentId` null: it lies in no other. */
export const folderInput = z.object({ name, parentId: z.uuid().nullable().default(null) })
export type FolderInput = z.infer<typeof folderInput>

/** What is left out stays as it is. */
export const folderChange = z.object({
  name: name.optional(),
  parentId: z.uuid().nullable().optional(),
})
export type FolderChange = z.infer<typeof folderChange>

/** Where a document shall lie; null: in no folder. */
export const placeInput = z.object({ folderId: z.uuid().nullable() })
