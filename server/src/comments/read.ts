import type { Db } from 'db/connect'
import {
  listComments,
  listMentions,
  listReactions,
  listThreads,
  readSeq,
  type SaidRow,
  type ThreadRow,
} from 'db/queries/comments'
import { findSchools } from 'db/queries/schools'
import { listNames } from 'db/queries/versions'
import { reactionKinds } from 'shared/comments/comment'
import type { CommentOutput, CommentsOutput, ThreadOutput } from 'shared/comments/outputs'
import type { FullName } from 'shared/people/names'
import { presentPersonName } from 'shared/people/person'
import type { Authorized } from '../access/authorize.ts'

type Named = FullName & { id: string }

const nameOf = (person: Named) => {
  const { id, shortName } = presentPersonName(person)
  return { id, shortName }
}

const readFaces = async (db: Db, threads: readonly ThreadRow[]) => {
  const ids = threads.map(({ id }) => id)
  const [said, mentions, reactions, resolvers] = await Promise.all([
    listComments(db, ids),
    listMentions(db, ids),
    listReactions(db, ids),
    listNames(
      db,
      threads.flatMap(({ resolvedBy }) => resolvedBy ?? []),
    ),
  ])
  const schools = await findSchools(db, [...new Set(said.flatMap(({ comment }) => comment.schoolId ?? []))])
  return {
    said: Map.groupBy(said, ({ comment }) => comment.threadId),
    mentions: Map.groupBy(mentions, ({ commentId }) => commentId),
    reactions: Map.groupBy(reactions, ({ commentId }) => commentId),
    resolvers: new Map(resolvers.map((person) => [person.id, person])),
    schools: new Map(schools.map((school) => [school.id, school])),
  }
}
type Faces = Awaited<ReturnType<typeof readFaces>>

const presentAuthor = ({ comment, author }: SaidRow, { schools }: Faces): CommentOutput['author'] => {
  const { id, shortName, initials } = presentPersonName(author)
  const school = schools.get(comment.schoolId ?? '')
  return {
    ...{ id, shortName, initials },
    school: school ? { id: school.id, shortName: school.shortName, colour: school.colour } : null,
  }
}

const presentComment = (row: SaidRow, faces: Faces): CommentOutput => {
  const { id, text, at, editedAt, deletedAt } = row.comment
  const pressed = faces.reactions.get(id) ?? []
  return {
    ...{ id, text, author: presentAuthor(row, faces) },
    at: at.toISOString(),
    editedAt: editedAt?.toISOString() ?? null,
    deleted: deletedAt !== null,
    mentions: (faces.mentions.get(id) ?? []).map(({ person }) => nameOf(person)),
    reactions: reactionKinds.flatMap((kind) => {
      const people = pressed.flatMap((one) => (one.kind === kind ? nameOf(one.person) : []))
      return people.length > 0 ? [{ kind, people }] : []
    }),
  }
}

const presentThread = (row: ThreadRow, faces: Faces): ThreadOutput => {
  const said = (faces.said.get(row.id) ?? []).map((one) => presentComment(one, faces))
  const resolver = faces.resolvers.get(row.resolvedBy ?? '')
  const gone = said.every(({ deleted }) => deleted)
  return {
    ...{ id: row.id, seq: row.seq, anchor: row.anchor, quote: row.quote, copies: row.copies, gone },
    resolved: row.resolvedAt && resolver ? { by: nameOf(resolver), at: row.resolvedAt.toISOString() } : null,
    comments: gone ? [] : said,
  }
}

export const presentThreads = async (db: Db, threads: readonly ThreadRow[]): Promise<ThreadOutput[]> => {
  const faces = await readFaces(db, threads)
  return threads.map((thread) => presentThread(thread, faces))
}

/** What changed after `since`. The number is read first: what comes meanwhile is told again next time. */
export const readComments = async (
  db: Db,
  { subject: { documentId } }: Authorized<'document.comment'>,
  since: number,
): Promise<CommentsOutput> => {
  const seq = await readSeq(db, documentId)
  return { seq, threads: await presentThreads(db, await listThreads(db, documentId, since)) }
}
