import { z } from 'zod'
import { communityKinds } from '../communities/community.ts'
import { locales } from '../i18n/translate.ts'
import { networkOutput } from '../networks/network.ts'
import { installationCapabilities, networkCapabilities } from '../permissions/capabilities.ts'
import { communityRoles, networkRoles } from '../permissions/roles.ts'
import { schoolOutput } from '../schools/school.ts'
import { personNameOutput } from './person.ts'

/** A school as the place where somebody works; `jobTitle` is her position there. */
export const workplaceOutput = schoolOutput.extend({ jobTitle: z.string(), isPrimary: z.boolean() })
export type Workplace = z.infer<typeof workplaceOutput>

export const meOutput = z.object({
  person: personNameOutput.extend({ email: z.string(), locale: z.enum(locales) }),
  /** The workplace of this session; null when she has none or has not chosen yet. */
  school: schoolOutput.nullable(),
  workplaces: z.array(workplaceOutput),
  ownDevice: z.boolean(),
  network: networkOutput.nullable(),
  communities: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      kind: z.enum(communityKinds),
      role: z.enum(communityRoles),
    }),
  ),
  abilities: z.array(z.enum([...installationCapabilities, ...networkCapabilities])),
})
export type Me = z.infer<typeof meOutput>

/** A person as the administrator's list shows her. */
export const colleagueOutput = z.object({
  person: personNameOutput,
  email: z.string(),
  state: z.enum(['active', 'blocked', 'anonymised']),
  roles: z.array(z.enum(networkRoles)),
  workplaces: z.array(workplaceOutput),
})
export type Colleague = z.infer<typeof colleagueOutput>
