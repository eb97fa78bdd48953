import type { Context } from 'hono'
import { validator } from 'hono-openapi'
import { problem, type FieldReason } from 'shared/protocol/problem'
import type { ZodType, core } from 'zod'
import type { AppEnv } from './app.ts'
import { refuse } from './refuse.ts'

type Issue = { readonly path?: readonly unknown[] | undefined; readonly message: string }

const reasonOf = (issue: Partial<core.$ZodIssue>): FieldReason => {
  if (issue.code === 'too_small') return issue.minimum === 1 ? 'required' : 'tooShort'
  if (issue.code === 'too_big') return 'tooLong'
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'required'
  return issue.code === 'invalid_format' || issue.code === 'custom' ? 'format' : 'notAllowed'
}

const fieldsOf = (issues: readonly Issue[]): Record<string, string> =>
  Object.fromEntries(
    issues.map((issue) => [
      (issue.path ?? []).map(String).join('.') || 'form',
      reasonOf(issue as Partial<core.$ZodIssue>),
    ]),
  )

type Verdict = { success: true } | { success: false; error: readonly Issue[] }

const onVerdict = (verdict: Verdict, c: Context) =>
  verdict.success ? undefined : refuse(c as Context<AppEnv>, problem('invalid', fieldsOf(verdict.error)))

/** Parses the JSON body; what does not fit is answered with `invalid` and a reason per field. */
export const body = <S extends ZodType>(schema: S) => validator('json', schema, onVerdict)

/** Parses the query string, the same way. */
export const query = <S extends ZodType>(schema: S) => validator('query', schema, onVerdict)
