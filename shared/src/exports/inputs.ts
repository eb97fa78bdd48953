import { z } from 'zod'
import { locales } from '../i18n/translate.ts'
import { exportFormats } from './formats.ts'

export const exportParameters = z.object({ id: z.uuid(), format: z.enum(exportFormats) })

/** The language of what the form itself says; that of the reader when left out. */
export const exportQuery = z.object({ locale: z.enum(locales).optional() })
