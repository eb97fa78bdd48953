import { isProblem } from 'shared/protocol/problem'
import type { VersionOutput } from 'shared/versions/outputs'
import { ask } from '#lib/api/answer.ts'
import { getVersions } from '#lib/api/versions.ts'

/** The server gives so many at once. */
const AT_ONCE = 100

/** Versions of a document as far as they were asked for. */
export const createList = (documentId: () => string) => {
  let versions = $state.raw<readonly VersionOutput[]>([])
  let state = $state<'loading' | 'ready' | 'failed'>('loading')
  let more = $state(false)

  const load = async (before?: string) => {
    const read = await ask(getVersions(documentId(), before)).catch(() => null)
    if (!read || isProblem(read)) return void (state = 'failed')
    versions = before === undefined ? read : [...versions, ...read]
    more = read.length === AT_ONCE
    state = 'ready'
  }
  return {
    get versions() {
      return versions
    },
    get state() {
      return state
    },
    /** True when there are older ones. */
    get more() {
      return more
    },
    start: () => load(),
    goOn: () => load(versions.at(-1)?.id),
  }
}

export type VersionList = ReturnType<typeof createList>
