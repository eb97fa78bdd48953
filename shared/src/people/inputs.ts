import { z } from 'zod'
import { PASSWORD_LENGTH_MAX } from './password.ts'

/** Addresses are compared without case everywhere, so they are kept that way. */
export const emailInput = z.string().trim().toLowerCase().pipe(z.email().max(200))

export const signInInput = z.object({
  email: emailInput,
  password: z.string().min(1).max(PASSWORD_LENGTH_MAX),
  /** «Это мой компьютер»: without it the sign-in ends with the browser and no offline copies are kept. */
  ownDevice: z.boolean().optional(),
})
