import { z } from 'zod'
import { stampKinds } from './stampKinds.ts'

const line = (longest: number) => z.string().trim().max(longest)

export const moveInput = z.object({ reason: line(1000).optional() })
export type MoveInput = z.infer<typeof moveInput>

export const stampInput = z.object({
  kind: z.enum(stampKinds),
  /** Position and organisation, or the body that met: «Директор Гимназии № 1», «на заседании методсовета». */
  body: line(300).min(1),
  /** Who signs on paper; empty for a decision of a body. */
  signer: line(120),
  /** Number of the protocol or order; empty when there is none. */
  number: line(40),
  /** Day of the decision; null leaves a line to be filled in by hand. */
  decidedOn: z.iso.date().nullable(),
})
export type StampInput = z.infer<typeof stampInput>

export const STAMPS_MAX = 8
