import { z } from 'zod'

/** A document that links to the one asked about. */
export const backlinkOutput = z.object({ id: z.uuid(), title: z.string(), communityName: z.string() })
