import { z } from 'zod'
import { fullName, initials, shortName, type FullName } from './names.ts'

export const personNameOutput = z.object({
  id: z.uuid(),
  lastName: z.string(),
  firstName: z.string(),
  patronymic: z.string(),
  /** «Соколовская Д. И.» with no-break spaces. */
  shortName: z.string(),
  fullName: z.string(),
  initials: z.string(),
})
export type PersonName = z.infer<typeof personNameOutput>

/** All that others see of a person; nothing else of her row leaves the server. */
export const presentPersonName = ({
  id,
  lastName,
  firstName,
  patronymic,
}: FullName & { id: string }): PersonName => {
  const name = { lastName, firstName, patronymic }
  return { id, ...name, shortName: shortName(name), fullName: fullName(name), initials: initials(name) }
}
