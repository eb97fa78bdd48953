import { and, asc, eq, gt, inArray, isNull, ne, sql } from 'drizzle-orm'
import type { Anchor } from 'shared/comments/anchor'
import type { Db, Transaction } from '../connect.ts'
import {
  commentHeads,
  commentMentions,
  commentReactions,
  comments,
  commentThreads,
} from '../schema/comments.ts'
import { communities, communityMembers } from '../schema/communities.ts'
import { people } from '../schema/people.ts'
import { networks } from '../schema/schools.ts'
import { isHolding } from './members.ts'

export type ThreadRow = typeof commentThreads.$inferSelect
export type CommentRow = typeof comments.$inferSelect

/** Number of the next change of a document's comments. Until the transaction ends no other change of them begins. */
export const takeSeq = async (tx: Transaction, documentId: string): Promise<number> => {
  const [taken] = await tx
    .insert(commentHeads)
    .values({ documentId, seq: 1 })
    .onConflictDoUpdate({ target: commentHeads.documentId, set: { seq: sql`${commentHeads.seq} + 1` } })
    .returning({ seq: commentHeads.seq })
  return taken?.seq ?? 0
}

/** Number of the newest change; 0 before the first. */
export const readSeq = async (db: Db, documentId: string): Promise<number> => {
  const [head] = await db
    .select({ seq: commentHeads.seq })
    .from(commentHeads)
    .where(eq(commentHeads.documentId, documentId))
  return head?.seq ?? 0
}

/** Threads of a document that changed after `since`, the oldest first. */
export const listThreads = (db: Db, documentId: string, since: number): Promise<ThreadRow[]> =>
  db
    .select()
    .from(commentThreads)
    .where(and(eq(commentThreads.documentId, documentId), gt(commentThreads.seq, since)))
    .orderBy(asc(commentThreads.id))

export const findThread = async (db: Db, documentId: string, threadId: string): Promise<ThreadRow | null> => {
  const [found] = await db
    .select()
    .from(commentThreads)
    .where(and(eq(commentThreads.documentId, documentId), eq(commentThreads.id, threadId)))
  return found ?? null
}

const named = {
  id: people.id,
  lastName: people.lastName,
  firstName: people.firstName,
  patronymic: people.patronymic,
}

/** All that was said in these threads, in the order it was said. */
export const listComments = async (db: Db, threadIds: readonly string[]) =>
  threadIds.length === 0
    ? []
    : db
        .select({ comment: comments, author: named })
        .from(comments)
        .innerJoin(people, eq(people.id, comments.personId))
        .where(inArray(comments.threadId, [...threadIds]))
        .orderBy(asc(comments.at), asc(comments.id))
export type SaidRow = Awaited<ReturnType<typeof listComments>>[number]

export const listMentions = async (db: Db, threadIds: readonly string[]) =>
  threadIds.length === 0
    ? []
    : db
        .select({ commentId: commentMentions.commentId, person: named })
        .from(commentMentions)
        .innerJoin(comments, eq(comments.id, commentMentions.commentId))
        .innerJoin(people, eq(people.id, commentMentions.personId))
        .where(inArray(comments.threadId, [...threadIds]))
        .orderBy(asc(people.lastName), asc(people.id))

export const listReactions = async (db: Db, threadIds: readonly string[]) =>
  threadIds.length === 0
    ? []
    : db
        .select({ commentId: commentReactions.commentId, kind: commentReactions.kind, person: named })
        .from(commentReactions)
        .innerJoin(comments, eq(comments.id, commentReactions.commentId))
        .innerJoin(people, eq(people.id, commentReactions.personId))
        .where(inArray(comments.threadId, [...threadIds]))
        .orderBy(asc(commentReactions.at), asc(people.id))

/** How many comments a document has, deleted ones included. */
export const countComments = async (db: Db, documentId: string): Promise<number> => {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(comments)
    .innerJoin(commentThreads, eq(commentThreads.id, comments.threadId))
    .where(eq(commentThreads.documentId, documentId))
  return row?.count ?? 0
}

export const insertThread = (tx: Transaction, thread: typeof commentThreads.$inferInsert) =>
  tx.insert(commentThreads).values(thread)

type Change = Partial<Pick<ThreadRow, 'resolvedAt' | 'resolvedBy'>> & { anchor?: Anchor; copies?: number }

/** Changes a thread; without a change it only tells that something in it did. */
export const changeThread = (tx: Transaction, threadId: string, seq: number, change: Change = {}) =>
  tx
    .update(commentThreads)
    .set({ ...change, seq })
    .where(eq(commentThreads.id, threadId))

const mention = async (tx: Transaction, commentId: string, personIds: readonly string[]) => {
  if (personIds.length > 0)
    await tx
      .insert(commentMentions)
      .values([...new Set(personIds)].map((personId) => ({ commentId, personId })))
}

export const insertComment = async (
  tx: Transaction,
  comment: typeof comments.$inferInsert,
  mentions: readonly string[],
): Promise<void> => {
  await tx.insert(comments).values(comment)
  await mention(tx, comment.id, mentions)
}

/** A comment that stands: not of another thread, and not deleted. */
export const findComment = async (
  db: Db,
  threadId: string,
  commentId: string,
): Promise<CommentRow | null> => {
  const [found] = await db
    .select()
    .from(comments)
    .where(and(eq(comments.threadId, threadId), eq(comments.id, commentId), isNull(comments.deletedAt)))
  return found ?? null
}

/** Where a comment was said and by whom, whether it still stands or not. */
export const findSaid = async (db: Db, commentId: string) => {
  const [found] = await db
    .select({
      personId: comments.personId,
      threadId: comments.threadId,
      documentId: commentThreads.documentId,
    })
    .from(comments)
    .innerJoin(commentThreads, eq(commentThreads.id, comments.threadId))
    .where(eq(comments.id, commentId))
  return found ?? null
}

/** Who began a thread, whether her words still stand or not. */
export const findStarter = async (db: Db, threadId: string): Promise<string | null> => {
  const [first] = await db
    .select({ personId: comments.personId })
    .from(comments)
    .where(eq(comments.threadId, threadId))
    .orderBy(asc(comments.at), asc(comments.id))
    .limit(1)
  return first?.personId ?? null
}

export const hasComments = async (db: Db, threadId: string): Promise<boolean> => {
  const standing = and(eq(comments.threadId, threadId), isNull(comments.deletedAt))
  return (await db.select({ id: comments.id }).from(comments).where(standing).limit(1)).length > 0
}

export const rewriteComment = async (
  tx: Transaction,
  commentId: string,
  { text, mentions, at }: { text: string; mentions: readonly string[]; at: Date },
): Promise<void> => {
  await tx.update(comments).set({ text, editedAt: at }).where(eq(comments.id, commentId))
  await tx.delete(commentMentions).where(eq(commentMentions.commentId, commentId))
  await mention(tx, commentId, mentions)
}

/** Leaves a tombstone: who and when, no words. */
export const eraseComment = async (tx: Transaction, commentId: string, at: Date): Promise<void> => {
  await tx.update(comments).set({ text: '', deletedAt: at }).where(eq(comments.id, commentId))
  await tx.delete(commentMentions).where(eq(commentMentions.commentId, commentId))
  await tx.delete(commentReactions).where(eq(commentReactions.commentId, commentId))
}

/** The words that threads were about: they go with the last comment, and with a history that is given up. */
export const eraseQuotes = (tx: Transaction, threadIds: readonly string[]) =>
  tx
    .update(commentThreads)
    .set({ quote: '' })
    .where(inArray(commentThreads.id, [...threadIds]))

export const listQuotes = (db: Db, documentId: string) =>
  db
    .select({ id: commentThreads.id, quote: commentThreads.quote })
    .from(commentThreads)
    .where(and(eq(commentThreads.documentId, documentId), ne(commentThreads.quote, '')))

type Reaction = typeof commentReactions.$inferInsert

/** Sets or takes back a reaction; false when it was so already. */
export const setReaction = async (tx: Transaction, reaction: Reaction, on: boolean): Promise<boolean> => {
  const { commentId, personId, kind } = commentReactions
  const mine = and(
    eq(commentId, reaction.commentId),
    eq(personId, reaction.personId),
    eq(kind, reaction.kind),
  )
  const changed = on
    ? await tx.insert(commentReactions).values(reaction).onConflictDoNothing().returning({ kind })
    : await tx.delete(commentReactions).where(mine).returning({ kind })
  return changed.length > 0
}

/** People who hold one of these roles in the community now, by name. */
export const listHolders = (db: Db, communityId: string, roles: readonly string[]) =>
  db
    .selectDistinct(named)
    .from(communityMembers)
    .innerJoin(communities, eq(communities.id, communityMembers.communityId))
    .innerJoin(networks, eq(networks.id, communities.networkId))
    .innerJoin(people, and(eq(people.id, communityMembers.personId), eq(people.state, 'active')))
    .where(and(eq(communityMembers.communityId, communityId), isHolding(roles)))
    .orderBy(asc(people.lastName), asc(people.firstName), asc(people.id))

/** What still stands of the comments of a document, in the order it was said: for search. */
export const listStanding = (db: Db, documentId: string) =>
  db
    .select({ threadId: comments.threadId, text: comments.text })
    .from(comments)
    .innerJoin(commentThreads, eq(commentThreads.id, comments.threadId))
    .where(and(eq(commentThreads.documentId, documentId), isNull(comments.deletedAt)))
    .orderBy(asc(comments.id))
