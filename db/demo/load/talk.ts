import { anchorIn } from 'shared/comments/place'
import { findWords, flatten, wordsBetween } from 'shared/comments/words'
import { must } from 'shared/must'
import * as Y from 'yjs'
import { newId } from '../../src/id.ts'
import { insertComment, insertThread, takeSeq } from '../../src/queries/comments.ts'
import { readRows } from '../../src/queries/log.ts'
import { keepComments } from '../../src/queries/searchComments.ts'
import type { Thread } from '../script.ts'
import { schoolOf, type LoadContext } from './documents.ts'

const loadThread = async (
  { tx, ids, calendar }: LoadContext,
  documentId: string,
  doc: Y.Doc,
  { about, said }: Thread,
): Promise<void> => {
  const flat = flatten(doc.getXmlFragment('body'))
  const [range, ...others] = findWords(flat.runs, about)
  const found = must(range, `the words «${about}»`)
  const threadId = newId()
  await insertThread(tx, {
    id: threadId,
    documentId,
    seq: await takeSeq(tx, documentId),
    anchor: must(anchorIn(flat, found), 'an anchor'),
    quote: wordsBetween(flat.runs, found),
    copies: others.length,
  })
  for (const { by, on, at, text } of said) {
    const who = { personId: ids.person(by), schoolId: ids.school(schoolOf(by)) }
    await insertComment(tx, { id: newId(), threadId, ...who, text, at: calendar.moment(on, at) }, [])
  }
}

const read = async ({ tx }: LoadContext, documentId: string): Promise<Y.Doc> => {
  const doc = new Y.Doc()
  for (const { updates } of await readRows(tx, documentId, 0))
    for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

/** What people said beside a document that is loaded. */
export const loadTalk = async (
  context: LoadContext,
  documentId: string,
  talk: readonly Thread[] = [],
): Promise<void> => {
  if (talk.length === 0) return
  const doc = await read(context, documentId)
  for (const thread of talk) await loadThread(context, documentId, doc, thread)
  await keepComments(context.tx, documentId)
}
