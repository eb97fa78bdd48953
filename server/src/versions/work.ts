import { areStanding } from 'shared/comments/standing'
import type { DocumentKind } from 'shared/documents/kinds'
import { readBody } from 'shared/documents/readBody'
import { readFields } from 'shared/documents/readFields'
import { readRoadmap } from 'shared/roadmaps/read'
import { readAuthors, type AuthoredTexts } from 'shared/versions/authors'
import { type Origins, readOrigins, type WrittenRow } from 'shared/versions/origins'
import { restore, type Restoration } from 'shared/versions/restore'
import type { Restored } from 'shared/versions/restored'
import * as Y from 'yjs'
import type { DocumentContent } from '../documents/read.ts'
import { compact, type Compacted } from '../sync/compaction/compactState.ts'

type Updates = readonly Uint8Array[]

const open = (updates: Updates): Y.Doc => {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  return doc
}

const readContent = (doc: Y.Doc, kind: DocumentKind): DocumentContent => {
  const rows = kind === 'roadmap' ? readRoadmap(doc).actions : []
  return { body: readBody(doc), fields: readFields(doc, kind), rows }
}

type Asked = { updates: Updates; origins: Origins; restored: readonly Restored[]; kind: DocumentKind }

/** What is done to histories away from the rooms' thread: plain data in, plain data out. */
export const work = {
  /** One full state of all updates, read back and compared. */
  state: (updates: Updates): Compacted => compact(updates),

  content: ({ state, kind }: { state: Uint8Array; kind: DocumentKind }): DocumentContent =>
    readContent(open([state]), kind),

  /** Which of these quotes it still says. */
  standing: ({ state, quotes }: { state: Uint8Array; quotes: readonly string[] }): boolean[] =>
    areStanding(open([state]), quotes),

  /** The edit that makes a document of these updates say what the version says. */
  restore: ({ updates, version }: { updates: Updates; version: Uint8Array }): Restoration | null =>
    restore(open(updates), open([version])),

  /** Reads rows of the log on. */
  origins: ({ known, rows }: { known: Origins; rows: readonly WrittenRow[] }): Origins => {
    readOrigins(known, rows)
    return known
  },

  /** Who wrote what, and what the document says at that moment. */
  authors: ({ updates, origins, restored, kind }: Asked): AuthoredTexts & { content: DocumentContent } => {
    const doc = open(updates)
    return { ...readAuthors(doc, origins, restored), content: readContent(doc, kind) }
  },
}

export type Work = typeof work
