import { z } from 'zod'
import { locales } from '../i18n/translate.ts'

/** A name such as Europe/Moscow. Offsets are refused: Postgres and browsers read their sign the other way round. */
const isTimeZone = (zone: string): boolean => {
  if (!/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(zone)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0).length > 0
  } catch {
    return false
  }
}

export const networkInput = z.object({
  name: z.string().trim().min(1).max(200),
  goal: z.string().trim().max(1000).default(''),
  /** IANA name: municipal days and weeks are counted in it. */
  timeZone: z.string().max(60).refine(isTimeZone).default('Europe/Moscow'),
  locale: z.enum(locales).default('ru'),
})

export const networkChange = z.object({
  name: networkInput.shape.name.optional(),
  goal: z.string().trim().max(1000).optional(),
  timeZone: z.string().max(60).refine(isTimeZone).optional(),
  locale: z.enum(locales).optional(),
})

export const networkOutput = z.object({
  id: z.uuid(),
  name: z.string(),
  goal: z.string(),
  timeZone: z.string(),
  locale: z.enum(locales),
})
export type Network = z.infer<typeof networkOutput>

/** What the sign-in page shows to everybody. */
export const welcomeOutput = z
  .object({ name: z.string(), goal: z.string(), locale: z.enum(locales) })
  .nullable()
