import { newId } from 'db/id'
import { recordDeed } from 'db/queries/audit'
import { findVersion } from 'db/queries/documents'
import { lockDocument } from 'db/queries/retention'
import {
  findVersionState,
  forgetVersion,
  insertRestored,
  insertRestoreHash,
  insertVersion,
  nameVersion,
} from 'db/queries/versions'
import { must } from 'shared/must'
import { isProblem, problem, type Problem } from 'shared/protocol/problem'
import type { VersionRestored } from 'shared/versions/outputs'
import type { Restoration } from 'shared/versions/restore'
import type { Authorized } from '../access/authorize.ts'
import type { SignedIn } from '../access/admission.ts'
import type { Deps } from '../deps.ts'
import { appendEdit } from './appending.ts'
import { hashUpdate } from './hash.ts'
import { readUpdates } from './updates.ts'

type Editor = Authorized<'document.edit'>
type Needed = Pick<Deps, 'db' | 'history' | 'now'>

/** The document as its log has it now. */
export const readPresent = async ({ db }: Pick<Deps, 'db'>, documentId: string) => {
  const { gen, headSeq } = must(await findVersion(db, documentId), 'the document of an editor')
  return { gen, seq: headSeq, updates: await readUpdates(db, documentId, headSeq) }
}

/** Keeps the document as it is now under a name. */
export const keepVersion = async (deps: Needed, editor: Editor, name: string): Promise<{ id: string }> => {
  const { personId, subject } = editor
  const { documentId } = subject
  const { gen, seq, updates } = await readPresent(deps, documentId)
  const { state } = await deps.history.state(updates, personId)
  const id = newId()
  const at = deps.now()
  const isKept = await deps.db.transaction(async (tx) => {
    await insertVersion(tx, { id, documentId, kind: 'named', seq, state, name, personId, at })
    // Last: from here to the commit all that is written waits for the document's row.
    const locked = must(await lockDocument(tx, documentId), 'the document of an editor')
    if (locked.gen === gen) return true
    // Its history was purged meanwhile: nothing older of it may come back (SPEC V8).
    await forgetVersion(tx, id)
    return false
  })
  return isKept ? { id } : keepVersion(deps, editor, name)
}

/** Names a version of any kind; from then on it is never thinned out. */
export const renameVersion = async (
  { db }: Pick<Deps, 'db'>,
  { personId, subject: { documentId } }: Editor,
  version: { id: string; name: string },
): Promise<{ id: string } | Problem> => {
  const isNamed = await nameVersion(db, documentId, version.id, { name: version.name, personId })
  return isNamed ? { id: version.id } : problem('notFound')
}

type Present = Awaited<ReturnType<typeof readPresent>>

/** What the document says now, kept before a restore changes it, with what the restore will write again. */
const keepBefore = async (
  { db, history, now }: Needed,
  { personId, subject: { documentId } }: Editor,
  { seq, updates }: Present,
  { restored, update }: Restoration,
): Promise<string> => {
  const { state } = await history.state(updates, personId)
  const id = newId()
  await db.transaction(async (tx) => {
    await insertVersion(tx, { id, documentId, kind: 'beforeRestore', seq, state, personId, at: now() })
    await insertRestored(tx, documentId, restored)
    await insertRestoreHash(tx, documentId, hashUpdate(update))
  })
  return id
}

/**
 * Makes a document say again what a version says, by an edit of the restorer's that goes through the room as any other
 * (SPEC V3): nothing is ever taken out of the log, and another restore takes it back.
 */
export const restoreVersion = (
  deps: Needed & Pick<Deps, 'rooms'>,
  editor: Editor,
  who: SignedIn,
  versionId: string,
): Promise<VersionRestored | Problem> => {
  const { documentId, communityId } = editor.subject
  return deps.history.alone(deps.db, documentId, async () => {
    const version = await findVersionState(deps.db, documentId, versionId)
    if (!version) return problem('notFound')
    const present = await readPresent(deps, documentId)
    const asked = { updates: present.updates, version: version.state }
    const restoration = await deps.history.restore(asked, editor.personId)
    if (!restoration) return { seq: null, before: null }
    const before = await keepBefore(deps, editor, present, restoration)
    const appended = await appendEdit(deps.rooms, who, `${documentId}~${present.gen}`, restoration.update)
    if (isProblem(appended)) return appended
    const action = 'document.versionRestored'
    await recordDeed(deps.db, {
      ...{ actorId: editor.personId, action, communityId },
      ...{ subjectId: documentId, detail: versionId },
    })
    return { seq: appended.seq, before }
  })
}
