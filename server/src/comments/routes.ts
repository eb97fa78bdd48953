import type { Context } from 'hono'
import { Hono } from 'hono'
import { reactionKinds } from 'shared/comments/comment'
import {
  anchorChange,
  commentsQuery,
  reactionInput,
  replyInput,
  saidInput,
  threadChange,
  threadInput,
} from 'shared/comments/inputs'
import { commenterOutput, commentsOutput, threadOutput, type ThreadOutput } from 'shared/comments/outputs'
import { isProblem, type Problem } from 'shared/protocol/problem'
import { z } from 'zod'
import { needs } from '../access/policy.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { refuse } from '../http/refuse.ts'
import { body, ids, parameters, query } from '../http/validate.ts'
import { anchorAnew, erase, react, reply, resolve, rewrite, startThread } from './commands.ts'
import { listReaders } from './people.ts'
import { readComments } from './read.ts'

const answer = <E extends AppEnv>(c: Context<E>, thread: ThreadOutput | Problem) =>
  isProblem(thread) ? refuse(c, thread) : c.json(thread)

const mayComment = (deps: Deps) => needs(deps, 'document.comment', 'id')
const inThread = () => ids('id', 'thread')
const atComment = () => ids('id', 'thread', 'comment')

const reactionPath = z.object({
  ...{ id: z.uuid(), thread: z.uuid(), comment: z.uuid() },
  kind: z.enum(reactionKinds),
})

/** Threads of a document: reading them, beginning one, resolving it, saying where its words went. */
const threadRoutes = (deps: Deps) =>
  new Hono<AppEnv>()
    .get(
      '/:id/comments',
      mayComment(deps),
      describe('Threads of a document that changed after `since`', commentsOutput),
      query(commentsQuery),
      async (c) => c.json(await readComments(deps.db, c.var.allowed, c.req.valid('query').since)),
    )
    .get(
      '/:id/comments/people',
      mayComment(deps),
      describe('People who may be mentioned', z.array(commenterOutput)),
      async (c) => c.json(await listReaders(deps.db, c.var.allowed)),
    )
    .post(
      '/:id/comments',
      mayComment(deps),
      describe('Begin a thread about a place of the document', threadOutput),
      body(threadInput),
      async (c) => answer(c, await startThread(deps, c.var.allowed, c.req.valid('json'))),
    )
    .patch(
      '/:id/comments/:thread',
      mayComment(deps),
      describe('Resolve a thread, or open it again', threadOutput),
      inThread(),
      body(threadChange),
      async (c) => {
        const { thread } = c.req.valid('param')
        return answer(c, await resolve(deps, c.var.allowed, thread, c.req.valid('json').resolved))
      },
    )
    .put(
      '/:id/comments/:thread/anchor',
      needs(deps, 'document.edit', 'id'),
      describe('Say where the words of a thread were written anew', threadOutput),
      inThread(),
      body(anchorChange),
      async (c) => {
        const { thread } = c.req.valid('param')
        return answer(c, await anchorAnew(deps, c.var.allowed, thread, c.req.valid('json')))
      },
    )

/** What is said in a thread: under /documents. */
export const commentRoutes = (deps: Deps) =>
  threadRoutes(deps)
    .post(
      '/:id/comments/:thread/replies',
      mayComment(deps),
      describe('Answer in a thread; a resolved one is open again', threadOutput),
      inThread(),
      body(saidInput),
      async (c) => {
        const { thread } = c.req.valid('param')
        return answer(c, await reply(deps, c.var.allowed, thread, c.req.valid('json')))
      },
    )
    .patch(
      '/:id/comments/:thread/:comment',
      mayComment(deps),
      describe('Rewrite a comment of mine', threadOutput),
      atComment(),
      body(replyInput),
      async (c) => answer(c, await rewrite(deps, c.var.allowed, c.req.valid('param'), c.req.valid('json'))),
    )
    .delete(
      '/:id/comments/:thread/:comment',
      mayComment(deps),
      describe('Delete a comment: mine, or any as who manages the document', threadOutput),
      atComment(),
      async (c) => answer(c, await erase(deps, c.var.allowed, c.req.valid('param'))),
    )
    .put(
      '/:id/comments/:thread/:comment/reactions/:kind',
      mayComment(deps),
      describe('Set or take back a reaction of mine', threadOutput),
      parameters(reactionPath),
      body(reactionInput),
      async (c) => {
        const reaction = { ...c.req.valid('param'), on: c.req.valid('json').on }
        return answer(c, await react(deps, c.var.allowed, reaction))
      },
    )
