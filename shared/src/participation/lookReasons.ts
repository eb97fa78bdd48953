/** Why a moderator opens the named list. Apart from the schemas: the browser needs the list, not zod. */
export const lookReasons = ['support', 'invite', 'report'] as const
export type LookReason = (typeof lookReasons)[number]
