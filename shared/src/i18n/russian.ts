import { words as comments } from './russian/comments.ts'
import { words as document } from './russian/document.ts'
import { words as everywhere } from './russian/everywhere.ts'
import { words as folders } from './russian/folders.ts'
import { words as participation } from './russian/participation.ts'
import { words as people } from './russian/people.ts'
import { words as roadmaps } from './russian/roadmaps.ts'
import { words as status } from './russian/status.ts'
import { words as today } from './russian/today.ts'
import { words as writing } from './russian/writing.ts'

/** All Russian words, one file per domain word; whoever loads pages takes them by groups. */
export const russian = {
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
