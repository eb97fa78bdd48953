import type { DocumentContent } from 'server/documents/read'
import { isProblem } from 'shared/protocol/problem'
import type { VersionKind } from 'shared/versions/outputs'
import { ask } from '#lib/api/answer.ts'
import { getContent } from '#lib/api/documents.ts'
import { getVersion } from '#lib/api/versions.ts'
import { NOW } from './address.ts'

/** A text that is looked at: a version, or what the document says now (`id` null), which is later than any version. */
export type Shown = {
  id: string | null
  kind: VersionKind | null
  seq: number
  at: string | null
  name: string | null
  by: string | null
  content: DocumentContent
}

/** Throws the problem when the server refuses. `_tries` tells one attempt from the next. */
export const readText = async (
  documentId: string,
  version: string | null,
  _tries: number,
): Promise<Shown> => {
  if (version === null || version === NOW) {
    const content = await ask(getContent(documentId))
    if (isProblem(content)) throw new Error(content.problem)
    return { id: null, kind: null, seq: Infinity, at: null, name: null, by: null, content }
  }
  const found = await ask(getVersion(documentId, version))
  if (isProblem(found)) throw new Error(found.problem)
  return found
}
