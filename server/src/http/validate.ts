import type { Context } from 'hono'
import { validator } from 'hono-openapi'
import { problem, type FieldReason, type Problem } from 'shared/protocol/problem'
import { z, type ZodType, type core } from 'zod'
import type { AppEnv } from './app.ts'
import { refuse } from './refuse.ts'

type Issue = { readonly path?: readonly unknown[] | undefined; readonly message: string }

const reasonOf = (issue: Partial<core.$ZodIssue>): FieldReason => {
  if (issue.code === 'too_small') return issue.minimum === 1 ? 'required' : 'tooShort'
  if (issue.code === 'too_big') return 'tooLong'
  // zod keeps the refused value to itself, so its words tell a missing field from one of a wrong type.
  if (issue.code === 'invalid_type') return issue.message?.endsWith('undefined') ? 'required' : 'format'
  return issue.code === 'invalid_format' || issue.code === 'custom' ? 'format' : 'notAllowed'
}

const fieldsOf = (issues: readonly Issue[]): Record<string, string> =>
  Object.fromEntries(
    issues.map((issue) => [
      (issue.path ?? []).map(String).join('.') || 'form',
      reasonOf(issue as Partial<core.$ZodIssue>),
    ]),
  )

/** The refusal of an input that zod did not accept: each field with its reason. */
export const invalid = (issues: readonly Issue[]): Problem => problem('invalid', fieldsOf(issues))

type Verdict = { success: true } | { success: false; error: readonly Issue[] }

const onVerdict = (verdict: Verdict, c: Context) =>
  verdict.success ? undefined : refuse(c as Context<AppEnv>, invalid(verdict.error))

/** Parses the JSON body; what does not fit is answered with `invalid` and a reason per field. */
export const body = <S extends ZodType>(schema: S) => validator('json', schema, onVerdict)

const onIds = (verdict: Verdict, c: Context) =>
  verdict.success ? undefined : refuse(c as Context<AppEnv>, problem('notFound'))

/** Ids in the path that no policy has looked at: what is no id names nothing. */
export const ids = <K extends string>(...names: K[]) =>
  validator(
    'param',
    z.object(Object.fromEntries(names.map((name) => [name, z.uuid()])) as Record<K, z.ZodUUID>),
    onIds,
  )

/** Parses the whole path, where more than ids stands in it; what does not fit names nothing. */
export const parameters = <S extends ZodType>(schema: S) => validator('param', schema, onIds)

/** Parses the query string, the same way. */
export const query = <S extends ZodType>(schema: S) => validator('query', schema, onVerdict)

/** Parses a form with a file, the same way. */
export const form = <S extends ZodType>(schema: S) => validator('form', schema, onVerdict)
