import type { Anchor } from 'shared/comments/anchor'
import type { ReactionKind } from 'shared/comments/comment'
import type { ReplyInput, SaidInput } from 'shared/comments/inputs'
import { createApiClient } from './client.ts'

/** The calls about one document's comments; every change answers with the thread as it is then. */
export const commentCalls = (id: string) => {
  const { comments } = createApiClient().documents[':id']
  const thread = comments[':thread']
  const comment = thread[':comment']
  return {
    list: (since: number) => comments.$get({ param: { id }, query: { since: String(since) } }),
    people: () => comments.people.$get({ param: { id } }),
    start: (anchor: Anchor, said: SaidInput) => comments.$post({ param: { id }, json: { anchor, ...said } }),
    reply: (threadId: string, json: SaidInput) =>
      thread.replies.$post({ param: { id, thread: threadId }, json }),
    resolve: (threadId: string, resolved: boolean) =>
      thread.$patch({ param: { id, thread: threadId }, json: { resolved } }),
    anchor: (threadId: string, from: Anchor, to: Anchor) =>
      thread.anchor.$put({ param: { id, thread: threadId }, json: { from, to } }),
    rewrite: (threadId: string, commentId: string, json: ReplyInput) =>
      comment.$patch({ param: { id, thread: threadId, comment: commentId }, json }),
    erase: (threadId: string, commentId: string) =>
      comment.$delete({ param: { id, thread: threadId, comment: commentId } }),
    react: (threadId: string, commentId: string, kind: ReactionKind, on: boolean) =>
      comment.reactions[':kind'].$put({
        param: { id, thread: threadId, comment: commentId, kind },
        json: { on },
      }),
  }
}

export type CommentCalls = ReturnType<typeof commentCalls>
