import { setTimeout as pause } from 'node:timers/promises'
import type { Sql } from 'db/connect'
import { appendBatch, findAppended, type Append, type AppendRefusal } from 'db/queries/append'
import type { Limits } from './limits.ts'

export type Outcome = { seq: number } | { refused: AppendRefusal | 'failed' }
export type Pending = { append: Append; afterSeq: number }

export type Writer = {
  sql: () => Sql
  /** Gives the connection up and opens another one. */
  replace: () => void
}

const LOCK_NOT_AVAILABLE = '55P03'
// Connection, resources, rollback, operator, system: the same statement may do better later.
const passing = /^(08|25006|40|53|55|57|58)/

const codeOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  return typeof code === 'string' ? code : ''
}

/** True when Postgres itself answered: then it is certain that nothing was written. */
const isAnswer = (error: unknown): boolean => error instanceof Error && error.name === 'PostgresError'

class NoAnswer extends Error {}

const withinTime = async <T>(work: Promise<T>, milliseconds: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer('no answer from Postgres')), milliseconds)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

type Commit = { writer: Writer; limits: Limits; now: () => Date; onTrouble: (error: unknown) => void }

/** Rows that a lost answer left in the log count as written; only the others go again. */
const reconcile = async (commit: Commit, pending: readonly Pending[]): Promise<(Outcome | null)[]> => {
  const found = await withinTime(
    findAppended(
      commit.writer.sql(),
      pending.map(({ append }) => append),
      pending.map(({ afterSeq }) => afterSeq),
    ),
    commit.limits.answerMs,
  )
  return pending.map((_, index) => {
    const seq = found.get(index)
    return seq === undefined ? null : { seq }
  })
}

const append = (commit: Commit, pending: readonly Pending[], skipBusy: boolean): Promise<Outcome[]> =>
  withinTime(
    appendBatch(
      commit.writer.sql(),
      pending.map((one) => one.append),
      commit.now(),
      skipBusy,
    ),
    commit.limits.answerMs,
  )

/** A statement that can never succeed is tried row by row, so that only the row at fault is refused. */
const appendApart = async (commit: Commit, pending: readonly Pending[]): Promise<Outcome[]> => {
  if (pending.length === 1) return [{ refused: 'failed' }]
  const outcomes: Outcome[] = []
  for (const one of pending) outcomes.push(...(await commitRows(commit, [one])))
  return outcomes
}

const retryLost = async (commit: Commit, pending: readonly Pending[]): Promise<Outcome[]> => {
  const found = await reconcile(commit, pending)
  const open = pending.filter((_, index) => found[index] === null)
  const outcomes = open.length > 0 ? await append(commit, open, true) : []
  return found.map((one) => one ?? outcomes.shift() ?? { refused: 'busy' })
}

/**
 * Commits rows, however long Postgres takes to come back, and gives the outcome of each. A row 'busy' is one whose
 * document others hold: try again. The same bytes go again after a lost answer, once it is known which are missing.
 */
export const commitRows = async (commit: Commit, pending: readonly Pending[]): Promise<Outcome[]> => {
  let skipBusy = false
  let answerLost = false
  for (;;) {
    try {
      return answerLost ? await retryLost(commit, pending) : await append(commit, pending, skipBusy)
    } catch (error) {
      if (codeOf(error) === LOCK_NOT_AVAILABLE) {
        skipBusy = true
        continue
      }
      commit.onTrouble(error)
      if (isAnswer(error) && !passing.test(codeOf(error))) return appendApart(commit, pending)
      answerLost ||= !isAnswer(error)
      if (error instanceof NoAnswer) commit.writer.replace()
      await pause(commit.limits.retryMs)
    }
  }
}
