import { z } from 'zod'
import { SCHOOL_COLOURS, schoolKinds } from './kinds.ts'

export const schoolOutput = z.object({
  id: z.uuid(),
  /** Two signs that tell schools apart without colour: «Г1», «КД». */
  code: z.string(),
  shortName: z.string(),
  fullName: z.string(),
  kind: z.enum(schoolKinds),
  locality: z.string(),
  colour: z.number().int().min(1).max(SCHOOL_COLOURS),
  /** Order of the network's list; never by any figure. */
  position: z.number().int(),
})
export type School = z.infer<typeof schoolOutput>

const shortName = z.string().trim().min(1).max(80)
const code = z.string().trim().min(1).max(2)

export const schoolInput = z.object({
  shortName,
  fullName: z.string().trim().max(300).optional(),
  /** Made from the name when left out. */
  code: code.optional(),
  kind: z.enum(schoolKinds).default('school'),
  locality: z.string().trim().max(120).default(''),
})

export const schoolChange = z.object({
  shortName: shortName.optional(),
  fullName: z.string().trim().min(1).max(300).optional(),
  code: code.optional(),
  kind: z.enum(schoolKinds).optional(),
  locality: z.string().trim().max(120).optional(),
  colour: z.number().int().min(1).max(SCHOOL_COLOURS).optional(),
})
