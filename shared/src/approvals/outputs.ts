import { z } from 'zod'
import { documentStates } from '../documents/kinds.ts'
import { stampInput } from './inputs.ts'
import { moveCodes } from './moves.ts'

export const stampOutput = stampInput.extend({ id: z.uuid() })
export type StampOutput = z.infer<typeof stampOutput>

/** The frozen text that stands: its place among the document's approvals, and the code that leads to it. */
export const approvedOutput = z.object({
  number: z.number().int(),
  code: z.string(),
  at: z.iso.datetime(),
  /** Short name of who approved it in Krug; on paper the stamps say who did. */
  by: z.string(),
  /** Null once the document's history was purged. */
  version: z.uuid().nullable(),
})

export const approvalOutput = z.object({
  state: z.enum(documentStates),
  stamps: z.array(stampOutput),
  approved: approvedOutput.nullable(),
  /** Moves of the document, the newest first. */
  moves: z.array(
    z.object({
      move: z.enum(moveCodes),
      at: z.iso.datetime(),
      by: z.string(),
      school: z.string().nullable(),
      reason: z.string(),
    }),
  ),
})
export type Approval = z.infer<typeof approvalOutput>

export const stateOutput = z.object({ state: z.enum(documentStates) })
export const stampMade = z.object({ id: z.uuid() })

/** What a code on paper leads to. */
export const checkedOutput = approvedOutput.extend({
  document: z.object({ id: z.uuid(), title: z.string() }),
  /** False once the document went back to draft or was approved anew. */
  isCurrent: z.boolean(),
})
export type Checked = z.infer<typeof checkedOutput>
