import { words as comments } from './english/comments.ts'
import { words as document } from './english/document.ts'
import { words as everywhere } from './english/everywhere.ts'
import { words as folders } from './english/folders.ts'
import { words as participation } from './english/participation.ts'
import { words as people } from './english/people.ts'
import { words as roadmaps } from './english/roadmaps.ts'
import { words as status } from './english/status.ts'
import { words as today } from './english/today.ts'
import { words as writing } from './english/writing.ts'

/** All English words. */
export const english = {
  ...comments,
  ...document,
  ...everywhere,
  ...folders,
  ...participation,
  ...people,
  ...roadmaps,
  ...status,
  ...today,
  ...writing,
}
