import type { FolderOutput } from 'shared/folders/outputs'

/** What somebody wants to do with folders, before it is done. */
export type Asked =
  | { deed: 'make' }
  | { deed: 'rename' | 'move' | 'remove'; folder: FolderOutput }
  | { deed: 'place'; document: { id: string; title: string } }
