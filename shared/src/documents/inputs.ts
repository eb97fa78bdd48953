import { z } from 'zod'
import { locales } from '../i18n/translate.ts'
import { documentKinds, templateCodes, templateKinds } from './kinds.ts'
import { cleanTitle, TITLE_LONGEST } from './title.ts'

export const titleInput = z
  .string()
  .transform(cleanTitle)
  .pipe(z.string().min(1, 'required').max(TITLE_LONGEST, 'tooLong'))

/** `template` left out makes an empty document of the kind; `locale` is the language its template is written in. */
export const documentInput = z
  .object({
    kind: z.enum(documentKinds),
    title: titleInput,
    template: z.enum(templateCodes).optional(),
    locale: z.enum(locales).optional(),
  })
  .superRefine(({ kind, template }, context) => {
    if (template && templateKinds[template] !== kind)
      context.addIssue({ code: 'invalid_value', path: ['template'], values: [], input: template })
  })
export type DocumentInput = z.infer<typeof documentInput>

export const documentChange = z.object({ title: titleInput })

/** A multipart form: the file to import, and a title when the file's own is not wanted; an empty one counts as none. */
export const importInput = z.object({ file: z.file(), title: titleInput.or(z.literal('')).optional() })
