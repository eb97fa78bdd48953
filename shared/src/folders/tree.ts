export type Folder = { id: string; name: string; parentId: string | null }

/** So many folders may lie in one another. */
export const DEPTH_MAX = 5
export const FOLDERS_MAX = 500

/** The folders from the outermost to this one; none for null and for an id that is no folder's. */
export const pathTo = <F extends Folder>(folders: readonly F[], id: string | null): F[] => {
  const path: F[] = []
  let next = id
  while (next !== null && path.length <= folders.length) {
    const folder = folders.find((one) => one.id === next)
    if (!folder) break
    path.unshift(folder)
    next = folder.parentId
  }
  return path
}

/** Folders that lie directly in this one; null: in no other. */
export const childrenOf = <F extends Folder>(folders: readonly F[], id: string | null): F[] =>
  folders.filter(({ parentId }) => parentId === id)

/** A folder with all that lies in it, and how deep each lies; parents before their children. */
export const treeOf = <F extends Folder>(
  folders: readonly F[],
  id: string | null = null,
  depth = 0,
): { folder: F; depth: number }[] =>
  childrenOf(folders, id).flatMap((folder) => [{ folder, depth }, ...treeOf(folders, folder.id, depth + 1)])

const heightOf = (folders: readonly Folder[], id: string): number =>
  1 + Math.max(0, ...childrenOf(folders, id).map((child) => heightOf(folders, child.id)))

/** Folders that this one may not be put into: itself, and what lies in it. */
export const withinOf = (folders: readonly Folder[], id: string): ReadonlySet<string> =>
  new Set([id, ...treeOf(folders, id).map(({ folder }) => folder.id)])

const fold = (name: string): string => name.toLowerCase().replaceAll('ё', 'е')

type Refusal = { name: 'taken' } | { parentId: 'notAllowed' }

/** Why a folder may not be called so or lie there: null when it may. `id` null: it is a new one. */
export const refusalOfFolder = (
  folders: readonly Folder[],
  { id, name, parentId }: { id: string | null; name: string; parentId: string | null },
): Refusal | null => {
  const path = pathTo(folders, parentId)
  if (parentId !== null && path.length === 0) return { parentId: 'notAllowed' }
  if (id !== null && path.some((folder) => folder.id === id)) return { parentId: 'notAllowed' }
  if (path.length + (id === null ? 1 : heightOf(folders, id)) > DEPTH_MAX) return { parentId: 'notAllowed' }
  const siblings = childrenOf(folders, parentId).filter((folder) => folder.id !== id)
  return siblings.some((folder) => fold(folder.name) === fold(name)) ? { name: 'taken' } : null
}
