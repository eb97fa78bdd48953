import { z } from 'zod'
import { passwordInput } from './inputs.ts'

/** How long a link for a new password may be used. */
export const PASSWORD_LINK_HOURS = 24

export const passwordLinkMade = z.object({
  /** Shown this once: only its hash is kept. */
  link: z.string(),
  expiresAt: z.iso.datetime(),
})
export type PasswordLinkMade = z.infer<typeof passwordLinkMade>

/** What the holder of a link sees before using it. */
export const passwordLinkFace = z.object({ email: z.string(), fullName: z.string() })
export type PasswordLinkFace = z.infer<typeof passwordLinkFace>

export const newPasswordInput = z.object({ password: passwordInput })
