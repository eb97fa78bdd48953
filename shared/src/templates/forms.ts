import type { BodyNode } from '../documents/body.ts'
import type { FormKind } from '../documents/kinds.ts'
import type { Locale } from '../i18n/translate.ts'
import { englishForm } from './english.ts'
import { russianForm } from './russian.ts'
import { templateBody, type TemplateWords } from './template.ts'

/** The template of a kind in a language, for who has all of them at hand. */
export const formWords = (kind: FormKind, locale: Locale): TemplateWords =>
  locale === 'en' ? englishForm(kind) : russianForm(kind)

/** The body that a new document of the kind starts with. */
export const formBody = (kind: FormKind, locale: Locale): BodyNode => templateBody(formWords(kind, locale))
