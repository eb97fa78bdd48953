import { z } from 'zod'

export const fileKinds = ['image', 'attachment'] as const
export type FileKind = (typeof fileKinds)[number]

/** A multipart form. A picture is made smaller and loses all that a camera wrote into it; an attachment stays as it is. */
export const fileInput = z.object({ file: z.file(), kind: z.enum(fileKinds) })
