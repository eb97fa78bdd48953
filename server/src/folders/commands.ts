import type { Transaction } from 'db/connect'
import { newId } from 'db/id'
import {
  dissolveFolder,
  insertFolder,
  isOfCommunity,
  listFolders,
  lockFolders,
  placeDocument,
  updateFolder,
} from 'db/queries/folders'
import type { FolderChange, FolderInput } from 'shared/folders/inputs'
import { FOLDERS_MAX, refusalOfFolder } from 'shared/folders/tree'
import { problem, type Problem } from 'shared/protocol/problem'
import type { Authorized } from '../access/authorize.ts'
import type { Deps } from '../deps.ts'

type Writer = Authorized<'document.create'>
type Stored = Awaited<ReturnType<typeof listFolders>>

/** What is done with a community's folders, one after another. */
const inTurn = <T>(
  { db }: Pick<Deps, 'db'>,
  { subject: { communityId } }: Writer,
  work: (tx: Transaction, folders: Stored) => Promise<T>,
): Promise<T> =>
  db.transaction(async (tx) => {
    await lockFolders(tx, communityId)
    return work(tx, await listFolders(tx, communityId))
  })

/** Makes a folder; gives its id. Refuses a name that is taken there, a parent that is none, and more than there may be. */
export const addFolder = (
  deps: Pick<Deps, 'db' | 'now'>,
  writer: Writer,
  { name, parentId }: FolderInput,
): Promise<{ id: string } | Problem> =>
  inTurn(deps, writer, async (tx, folders) => {
    const refused = refusalOfFolder(folders, { id: null, name, parentId })
    if (refused) return problem('invalid', refused)
    if (folders.length >= FOLDERS_MAX) return problem('tooMany')
    const { personId, subject } = writer
    const [id, createdAt] = [newId(), deps.now()]
    const made = { id, name, parentId, createdBy: personId, createdAt }
    await insertFolder(tx, { ...made, communityId: subject.communityId })
    return { id }
  })

/** Gives a folder another name, or puts it into another one. */
export const changeFolder = (
  deps: Pick<Deps, 'db'>,
  writer: Writer,
  folderId: string,
  change: FolderChange,
): Promise<Problem | null> =>
  inTurn(deps, writer, async (tx, folders) => {
    const folder = folders.find(({ id }) => id === folderId)
    if (!folder) return problem('notFound')
    const { name = folder.name, parentId = folder.parentId } = change
    const refused = refusalOfFolder(folders, { id: folderId, name, parentId })
    if (refused) return problem('invalid', refused)
    await updateFolder(tx, folderId, { name, parentId })
    return null
  })

/** Takes a folder away. No document goes with it: what lay in it lies one level higher. */
export const removeFolder = (
  deps: Pick<Deps, 'db'>,
  writer: Writer,
  folderId: string,
): Promise<Problem | null> =>
  inTurn(deps, writer, async (tx, folders) => {
    const folder = folders.find(({ id }) => id === folderId)
    if (!folder) return problem('notFound')
    await dissolveFolder(tx, folder)
    return null
  })

/** Puts a document of the community into one of its folders, or out of all (null). */
export const placeInFolder = (
  deps: Pick<Deps, 'db'>,
  writer: Writer,
  documentId: string,
  folderId: string | null,
): Promise<Problem | null> =>
  inTurn(deps, writer, async (tx, folders) => {
    if (folderId !== null && !folders.some(({ id }) => id === folderId)) return problem('notFound')
    if (!(await isOfCommunity(tx, documentId, writer.subject.communityId))) return problem('notFound')
    await placeDocument(tx, documentId, folderId)
    return null
  })
