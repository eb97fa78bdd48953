import { readRoadmap } from 'shared/roadmaps/read'
import type * as Y from 'yjs'

/** What is written in each action, by its number: to tell what others changed while we were away. */
export const planOutline = (doc: Y.Doc): ReadonlyMap<string, string> =>
  new Map(readRoadmap(doc).actions.map((action, index) => [String(index + 1), JSON.stringify(action)]))
