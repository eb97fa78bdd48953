import { z } from 'zod'
import { locales } from '../i18n/translate.ts'
import { networkRoles } from '../permissions/roles.ts'
import { PASSWORD_LENGTH_MAX } from './password.ts'

/** Addresses are compared without case everywhere, so they are kept that way. */
export const emailInput = z.string().trim().toLowerCase().pipe(z.email().max(200))

const name = z.string().trim().max(80)
export const nameInput = z.object({
  lastName: name.min(1),
  firstName: name.min(1),
  patronymic: name.default(''),
})

/** Length and commonness are judged apart (password.ts), so that the refusal can say which. */
export const passwordInput = z.string().min(1).max(1000)

export const signInInput = z.object({
  email: emailInput,
  password: z.string().min(1).max(PASSWORD_LENGTH_MAX),
  /** «Это мой компьютер»: without it the sign-in ends with the browser and no offline copies are kept. */
  ownDevice: z.boolean().optional(),
})

export const meChange = z.object({
  locale: z.enum(locales).optional(),
  lastName: name.min(1).optional(),
  firstName: name.min(1).optional(),
  patronymic: name.optional(),
})
export const workplaceInput = z.object({ schoolId: z.uuid() })
export const deviceInput = z.object({ own: z.boolean() })
export const passwordChange = z.object({ current: passwordInput, password: passwordInput })

export const personChange = z.object({ state: z.enum(['active', 'blocked']) })
export const rolesInput = z.object({ roles: z.array(z.enum(networkRoles)).max(networkRoles.length) })
export const employmentInput = z.object({
  schoolId: z.uuid(),
  jobTitle: z.string().trim().max(120).default(''),
})
