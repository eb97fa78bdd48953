import type { Transaction } from 'db/connect'
import { newId } from 'db/id'
import { recordDeed } from 'db/queries/audit'
import {
  changeThread,
  countComments,
  eraseComment,
  eraseQuotes,
  findComment,
  findSaid,
  findStarter,
  findThread,
  hasComments,
  insertComment,
  insertThread,
  listHolders,
  rewriteComment,
  setReaction,
  takeSeq,
  type CommentRow,
  type ThreadRow,
} from 'db/queries/comments'
import { keepComments } from 'db/queries/searchComments'
import { isSameAnchor } from 'shared/comments/anchor'
import type { ReactionKind } from 'shared/comments/comment'
import type { AnchorChange, ReplyInput, SaidInput, ThreadInput } from 'shared/comments/inputs'
import type { ThreadOutput } from 'shared/comments/outputs'
import { must } from 'shared/must'
import { can } from 'shared/permissions/can'
import { isProblem, problem, type Problem } from 'shared/protocol/problem'
import type { Authorized } from '../access/authorize.ts'
import type { Deps } from '../deps.ts'
import { rolesThat } from '../documents/read.ts'
import { presentThreads } from './read.ts'
import { readSpoken } from './words.ts'

type Commenter = Authorized<'document.comment'>
type Speaker = Authorized<'document.comment' | 'document.edit'>
type Needed = Pick<Deps, 'db' | 'rooms' | 'texts' | 'now'>

/** So many comments a document holds, deleted ones included. */
const COMMENTS_MAX = 5_000

/** Says no to names of people who may not read the document: a mention would tell them of it. */
const refuseMentions = async (
  { db }: Pick<Needed, 'db'>,
  { subject: { communityId } }: Commenter,
  mentions: readonly string[],
): Promise<Problem | null> => {
  if (mentions.length === 0) return null
  const readers = await listHolders(db, communityId, rolesThat('document.read'))
  const known = new Set(readers.map(({ id }) => id))
  return mentions.every((id) => known.has(id)) ? null : problem('invalid', { mentions: 'notAllowed' })
}

/**
 * Does one change of a document's comments, in its turn, tells everybody in the document, gives the thread as it is then.
 * `work` gives a problem before it writes anything.
 */
const change = async (
  deps: Needed,
  { subject: { documentId } }: Speaker,
  work: (tx: Transaction, seq: number) => Promise<string | Problem>,
): Promise<ThreadOutput | Problem> => {
  const changed = await deps.db.transaction(async (tx) => {
    const seq = await takeSeq(tx, documentId)
    const threadId = await work(tx, seq)
    if (isProblem(threadId)) return threadId
    await keepComments(tx, documentId)
    return { seq, thread: must(await findThread(tx, documentId, threadId), 'the thread') }
  })
  if (isProblem(changed)) return changed
  deps.rooms.notice(documentId, 'comments', changed.seq)
  const [shown] = await presentThreads(deps.db, [changed.thread])
  return must(shown, 'a thread')
}

type Place = { thread: string; comment: string }

/** A thread of this document in which something still stands. */
const findLiving = async (
  tx: Transaction,
  { subject }: Speaker,
  threadId: string,
): Promise<ThreadRow | Problem> => {
  const thread = await findThread(tx, subject.documentId, threadId)
  return thread && (await hasComments(tx, thread.id)) ? thread : problem('notFound')
}

/** A comment that stands, in a thread of this document. */
const findStanding = async (tx: Transaction, who: Commenter, place: Place): Promise<CommentRow | Problem> => {
  const thread = await findThread(tx, who.subject.documentId, place.thread)
  return (thread && (await findComment(tx, thread.id, place.comment))) ?? problem('notFound')
}

const said = (
  { personId, schoolId }: Commenter,
  threadId: string,
  { id = newId(), text }: SaidInput,
  at: Date,
) => ({ id, threadId, personId, schoolId, text, at })

/** The thread in which she has said this already: her first request came, and its answer was lost. */
const findRepeated = async (
  tx: Transaction,
  { personId, subject }: Commenter,
  { id }: SaidInput,
): Promise<string | Problem | null> => {
  const known = id ? await findSaid(tx, id) : null
  if (!known) return null
  const isHers = known.personId === personId && known.documentId === subject.documentId
  return isHers ? known.threadId : problem('conflict')
}

/** Begins to talk about a place of the document. */
export const startThread = async (
  deps: Needed,
  who: Commenter,
  { anchor, ...words }: ThreadInput,
): Promise<ThreadOutput | Problem> => {
  const { documentId } = who.subject
  const spoken = await readSpoken(deps.texts, who.subject, anchor)
  if (isProblem(spoken)) return spoken
  const refusal = await refuseMentions(deps, who, words.mentions)
  if (refusal) return refusal
  return change(deps, who, async (tx, seq) => {
    const repeated = await findRepeated(tx, who, words)
    if (repeated) return repeated
    if ((await countComments(tx, documentId)) >= COMMENTS_MAX) return problem('tooLarge')
    const id = newId()
    await insertThread(tx, { id, documentId, seq, anchor, ...spoken })
    await insertComment(tx, said(who, id, words, deps.now()), words.mentions)
    return id
  })
}

/** Answers in a thread; one that was resolved is open again. */
export const reply = async (
  deps: Needed,
  who: Commenter,
  threadId: string,
  words: SaidInput,
): Promise<ThreadOutput | Problem> => {
  const refusal = await refuseMentions(deps, who, words.mentions)
  if (refusal) return refusal
  return change(deps, who, async (tx, seq) => {
    const repeated = await findRepeated(tx, who, words)
    if (repeated) return repeated
    const thread = await findLiving(tx, who, threadId)
    if (isProblem(thread)) return thread
    if ((await countComments(tx, who.subject.documentId)) >= COMMENTS_MAX) return problem('tooLarge')
    await insertComment(tx, said(who, thread.id, words, deps.now()), words.mentions)
    await changeThread(tx, thread.id, seq, { resolvedAt: null, resolvedBy: null })
    return thread.id
  })
}

/** Rewrites one's own comment. */
export const rewrite = async (
  deps: Needed,
  who: Commenter,
  place: Place,
  { text, mentions }: ReplyInput,
): Promise<ThreadOutput | Problem> => {
  const refusal = await refuseMentions(deps, who, mentions)
  if (refusal) return refusal
  return change(deps, who, async (tx, seq) => {
    const comment = await findStanding(tx, who, place)
    if (isProblem(comment)) return comment
    if (comment.personId !== who.personId) return problem('denied')
    await rewriteComment(tx, comment.id, { text, mentions, at: deps.now() })
    await changeThread(tx, place.thread, seq)
    return place.thread
  })
}

/** Deletes one's own comment; who manages the document may delete any, which is noted as her deed. */
export const erase = (deps: Needed, who: Commenter, place: Place): Promise<ThreadOutput | Problem> =>
  change(deps, who, async (tx, seq) => {
    const comment = await findStanding(tx, who, place)
    if (isProblem(comment)) return comment
    const isOwn = comment.personId === who.personId
    if (!isOwn && !can(who.standing, 'document.manage')) return problem('denied')
    await eraseComment(tx, comment.id, deps.now())
    await changeThread(tx, place.thread, seq)
    if (!(await hasComments(tx, place.thread))) await eraseQuotes(tx, [place.thread])
    if (!isOwn) {
      const { communityId, documentId } = who.subject
      const deed = { actorId: who.personId, action: 'comment.deleted', communityId, subjectId: documentId }
      await recordDeed(tx, { ...deed, detail: comment.id })
    }
    return place.thread
  })

const mayResolve = async (tx: Transaction, who: Commenter, threadId: string): Promise<boolean> =>
  can(who.standing, 'document.edit') || (await findStarter(tx, threadId)) === who.personId

/**
 * Resolves a thread or opens it again: whoever writes in the document, and who began the talk. Twice changes nothing; the
 * first who resolved it stays.
 */
export const resolve = (
  deps: Needed,
  who: Commenter,
  threadId: string,
  resolved: boolean,
): Promise<ThreadOutput | Problem> =>
  change(deps, who, async (tx, seq) => {
    const thread = await findLiving(tx, who, threadId)
    if (isProblem(thread)) return thread
    if (!(await mayResolve(tx, who, threadId))) return problem('denied')
    if ((thread.resolvedAt !== null) === resolved) return thread.id
    const change = resolved
      ? { resolvedAt: deps.now(), resolvedBy: who.personId }
      : { resolvedAt: null, resolvedBy: null }
    await changeThread(tx, thread.id, seq, change)
    return thread.id
  })

/** The words of a thread were written anew elsewhere: the writer's own screen, or one that found them, says where. */
export const anchorAnew = async (
  deps: Needed,
  who: Authorized<'document.edit'>,
  threadId: string,
  { from, to }: AnchorChange,
): Promise<ThreadOutput | Problem> => {
  const spoken = await readSpoken(deps.texts, who.subject, to)
  if (isProblem(spoken)) return spoken
  return change(deps, who, async (tx, seq) => {
    const thread = await findLiving(tx, who, threadId)
    if (isProblem(thread)) return thread
    // Somebody else's screen was faster, or knows better by now.
    if (!isSameAnchor(thread.anchor, from) || to.kind !== from.kind) return problem('conflict')
    await changeThread(tx, thread.id, seq, { anchor: to, copies: spoken.copies })
    return thread.id
  })
}

/** Says something about a comment without words, or takes it back. */
export const react = (
  deps: Needed,
  who: Commenter,
  { kind, on, ...place }: Place & { kind: ReactionKind; on: boolean },
): Promise<ThreadOutput | Problem> =>
  change(deps, who, async (tx, seq) => {
    const comment = await findStanding(tx, who, place)
    if (isProblem(comment)) return comment
    const reaction = { commentId: comment.id, personId: who.personId, kind, at: deps.now() }
    if (await setReaction(tx, reaction, on)) await changeThread(tx, place.thread, seq)
    return place.thread
  })
