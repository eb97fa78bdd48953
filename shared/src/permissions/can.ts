import type { Capability } from './capabilities.ts'
import { roles } from './roles.ts'

/** The roles a person holds around a subject, as loaded from the database. An unknown role means no. */
export type Standing = { roles: readonly string[] }

const granted = (role: string): readonly Capability[] =>
  Object.hasOwn(roles, role) ? roles[role as keyof typeof roles] : []

export const can = (standing: Standing, capability: Capability): boolean =>
  standing.roles.some((role) => granted(role).includes(capability))

/** All that the standing allows of a list: shipped with the thing, so that buttons never guess. */
export const abilitiesOf = <C extends Capability>(standing: Standing, asked: readonly C[]): C[] =>
  asked.filter((capability) => can(standing, capability))
