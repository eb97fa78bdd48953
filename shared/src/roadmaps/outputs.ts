import { z } from 'zod'
import { schoolOutput } from '../schools/school.ts'

/** Somebody whom a plan names or may name. */
export const namedPersonOutput = z.object({
  id: z.uuid(),
  shortName: z.string(),
  schoolId: z.uuid().nullable(),
  /** False for who is named in a row but is not of the community now. */
  isMember: z.boolean(),
})

export const consentOutput = z.object({ actionId: z.uuid(), schoolId: z.uuid(), reason: z.string() })

/** What stands around the rows of a plan: the municipal day, who may be named, what schools agreed to. */
export const planOutput = z.object({
  today: z.iso.date(),
  people: z.array(namedPersonOutput),
  schools: z.array(schoolOutput),
  consents: z.array(consentOutput),
})
export type PlanSurroundings = z.infer<typeof planOutput>

const REASON_LONGEST = 2000
export const consentInput = z.object({ reason: z.string().trim().min(1).max(REASON_LONGEST) })
