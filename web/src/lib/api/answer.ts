import { error, redirect } from '@sveltejs/kit'
import { isProblem, type Problem } from 'shared/protocol/problem'

type Answer = { ok: boolean; status: number; json: () => Promise<unknown> }

/** What an answer holds when it is no problem. */
export type Body<A extends Answer> = Exclude<Awaited<ReturnType<A['json']>>, { problem: Problem['problem'] }>

/** The body of an answer, or the problem as a value: for forms, which show it. */
export const ask = async <A extends Answer>(asked: Promise<A>): Promise<Body<A> | Problem> =>
  (await (await asked).json()) as Body<A> | Problem

/** Null when it was done, else the problem: for deeds whose answer nobody needs. */
export const refusalOf = async (asked: Promise<Answer>): Promise<Problem | null> => {
  const answer = await asked
  return answer.ok ? null : ((await answer.json()) as Problem)
}

/**
 * The body of an answer for a page's `load`. Who is signed out goes to sign in and comes back; any other problem
 * becomes the error page of its status.
 */
export const read = async <A extends Answer>(asked: Promise<A>, url: URL): Promise<Body<A>> => {
  const answer = await asked
  const body: unknown = await answer.json()
  if (!isProblem(body)) return body as Body<A>
  if (body.problem === 'signedOut') redirect(303, signInAddress(url))
  error(answer.status, body.problem, {
    code: body.problem,
    ...(body.requestId === undefined ? {} : { requestId: body.requestId }),
  })
}

export const signInAddress = (url: URL): string =>
  `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`

/** Where to go after signing in: a path of ours and nothing else. */
export const nextPath = (url: URL): string => {
  const next = url.searchParams.get('next') ?? '/'
  return /^\/(?![/\\])/.test(next) ? next : '/'
}
