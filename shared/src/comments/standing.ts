import type * as Y from 'yjs'
import { readRoadmap } from '../roadmaps/read.ts'
import { bare, flatten } from './words.ts'

/** Which of these quotes a document still says, in its body or in a row of its plan; blanks do not count. */
export const areStanding = (doc: Y.Doc, quotes: readonly string[]): boolean[] => {
  const body = flatten(doc.getXmlFragment('body')).runs.map(({ words }) => words)
  const rows = readRoadmap(doc).actions.flatMap(({ title, result, indicator }) => [title, result, indicator])
  const said = [bare(body.join('')), ...rows.map(bare)]
  return quotes.map((quote) => said.some((words) => words.includes(bare(quote))))
}
