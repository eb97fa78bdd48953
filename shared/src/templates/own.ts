import { z } from 'zod'
import { documentKinds } from '../documents/kinds.ts'

/** A document that a community made a template («сделать шаблоном»). */
export const ownTemplateOutput = z.object({
  id: z.uuid(),
  title: z.string(),
  kind: z.enum(documentKinds),
  /** Short name of who made it one. */
  madeBy: z.string(),
})
export type OwnTemplate = z.infer<typeof ownTemplateOutput>

export const templateState = z.object({ isTemplate: z.boolean() })
