export type FullName = { lastName: string; firstName: string; patronymic: string }

const NO_BREAK = '\u00a0'

/** «Соколовская Д. И.» with no-break spaces: for faces, lists and tables. */
export const shortName = ({ lastName, firstName, patronymic }: FullName): string =>
  [lastName, ...[firstName, patronymic].filter(Boolean).map((part) => `${part.charAt(0)}.`)].join(NO_BREAK)

/** «ДС»: first name, then last name, as faces show it. */
export const initials = ({ lastName, firstName }: Pick<FullName, 'lastName' | 'firstName'>): string =>
  `${firstName.charAt(0)}${lastName.charAt(0)}`.toUpperCase()

export const fullName = ({ lastName, firstName, patronymic }: FullName): string =>
  [lastName, firstName, patronymic].filter(Boolean).join(' ')
