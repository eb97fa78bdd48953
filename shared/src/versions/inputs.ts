import { z } from 'zod'
import { titleInput } from '../documents/inputs.ts'

export const versionInput = z.object({ name: titleInput })

/** `before`: the id of a version, to go on from there to older ones. */
export const versionsQuery = z.object({ before: z.uuid().optional() })
