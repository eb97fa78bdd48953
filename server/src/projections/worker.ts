import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from 'db/connect'
import {
  createMarks,
  type DueDocument,
  listDueDocuments,
  listMarkedDocuments,
  noteFailure,
  resetMark,
} from 'db/queries/projections'
import type { Logger } from 'pino'
import { documentKinds } from 'shared/documents/kinds'
import { must } from 'shared/must'
import { createBackoff } from './backoff.ts'
import type { Projection } from './projection.ts'
import { createRecent } from './recent.ts'
import { type KeptDocuments, runProjection, type RunResult } from './run.ts'
import { createStretches } from './stretches.ts'

const DOCUMENTS_KEPT = 64
/** How long to wait where another runner is at work in all that is due. */
const BUSY_MS = 20

export type WorkerOptions = {
  db: Database
  log: Pick<Logger, 'error' | 'warn'>
  projections: readonly Projection[]
  now: () => Date
}

const keyOf = ({ projection, documentId }: DueDocument) => `${projection} ${documentId}`

/** Does the work of projections when told to. A document that fails is put aside for a while; the others go on. */
export const createWorker = ({ db, log, projections, now }: WorkerOptions) => {
  const byName = new Map(projections.map((projection) => [projection.name, projection]))
  const find = (name: string) => must(byName.get(name), `a projection named ${name}`)
  const kept: KeptDocuments = createRecent(DOCUMENTS_KEPT)
  const stretches = createStretches()
  const backoff = createBackoff(now)

  const listDue = async (names: readonly string[], documentIds?: readonly string[]) => {
    stretches.forget()
    const concerns = names.map((name) => ({
      projection: name,
      kinds: documentKinds.filter(find(name).concerns),
    }))
    const due = await listDueDocuments(db, concerns, documentIds)
    await createMarks(
      db,
      due.filter(({ isMarked }) => !isMarked),
    )
    return due.filter((entry) => !backoff.isWaiting(keyOf(entry)))
  }

  const fail = async (due: DueDocument, error: unknown): Promise<void> => {
    backoff.fail(keyOf(due))
    log.error({ err: error, ...due }, 'a projection failed in a document')
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    await noteFailure(db, due.projection, due.documentId, { at: now(), error: text })
  }

  const runStretch = async (due: DueDocument): Promise<RunResult> => {
    try {
      const projection = find(due.projection)
      const result = await runProjection(db, { projection, documentId: due.documentId, kept, stretches })
      if (result !== 'busy') backoff.forget(keyOf(due))
      return result
    } catch (error) {
      await fail(due, error)
      return 'done'
    }
  }

  const settle = async (names: readonly string[], documentIds?: readonly string[]): Promise<void> => {
    const list = () => listDue(names, documentIds)
    for (let due = await list(); due.length > 0; due = await list()) {
      const results: RunResult[] = []
      for (const entry of due) results.push(await runStretch(entry))
      if (results.every((result) => result === 'busy')) await pause(BUSY_MS)
    }
  }

  const forget = (projection: Projection, documentId: string): Promise<void> =>
    db.transaction(async (tx) => {
      await resetMark(tx, projection.name, documentId)
      await projection.reset(tx, documentId)
      backoff.forget(keyOf({ projection: projection.name, documentId }))
    })

  const rebuild = async (name: string): Promise<void> => {
    for (const documentId of await listMarkedDocuments(db, name)) await forget(find(name), documentId)
    await settle([name])
  }

  return { names: [...byName.keys()], listDue, runStretch, settle, rebuild }
}
