import type { Context } from 'hono'
import { problemStatus, type Problem, type ProblemCode } from 'shared/protocol/problem'
import type { AppEnv } from './app.ts'

type ProblemStatus = (typeof problemStatus)[ProblemCode]

/** Answers a problem as JSON with its own status and the request's id. */
export const refuse = <E extends AppEnv>(c: Context<E>, refusal: Problem) => {
  const requestId: string = c.get('requestId')
  const answer: Problem = { ...refusal, requestId }
  const status: ProblemStatus = problemStatus[refusal.problem]
  return c.json(answer, status)
}
