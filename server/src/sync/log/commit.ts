import { setTimeout as pause } from 'node:timers/promises'
import type { Append, AppendRefusal } from 'db/queries/append'
import { TooLate, withinTime } from '../../withinTime.ts'
import type { Limits } from '../limits.ts'
import { codeOf, isAnswer, mayPass } from './trouble.ts'
import type { Writer } from './writer.ts'

/** `unknown`: the answer was lost and others hold the document; the row must be asked about before it goes again. */
export type Outcome = { seq: number } | { refused: AppendRefusal | 'failed' | 'unknown' }
export type Pending = { append: Append; afterSeq: number }

const LOCK_NOT_AVAILABLE = '55P03'

/** `again`: its documents were held by others just now and are not waited for. `unanswered`: an earlier answer was lost. */
export type Attempt = 'first' | 'again' | 'unanswered'

type Commit = { writer: Writer; limits: Limits; now: () => Date; onTrouble: (error: unknown) => void }

/** Rows that a lost answer left in the log count as written; null: it is not there and may go again. */
const reconcile = async (commit: Commit, pending: readonly Pending[]): Promise<(Outcome | null)[]> => {
  const found = await withinTime(
    commit.writer.find(
      pending.map(({ append }) => append),
      pending.map(({ afterSeq }) => afterSeq),
    ),
    commit.limits.answerMs,
  )
  return found.map((one) => {
    if (one === 'missing') return null
    return one === 'busy' ? { refused: 'unknown' } : { seq: one }
  })
}

const append = (commit: Commit, pending: readonly Pending[], skipBusy: boolean): Promise<Outcome[]> =>
  withinTime(
    commit.writer.append(
      pending.map((one) => one.append),
      commit.now(),
      skipBusy,
    ),
    commit.limits.answerMs,
  )

/** A statement that can never succeed is tried row by row, so that only the row at fault is refused. */
const appendApart = async (
  commit: Commit,
  pending: readonly Pending[],
  attempt: Attempt,
): Promise<Outcome[]> => {
  if (pending.length === 1) return [{ refused: 'failed' }]
  const outcomes: Outcome[] = []
  for (const one of pending) outcomes.push(...(await commitRows(commit, [one], attempt)))
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
export const commitRows = async (
  commit: Commit,
  pending: readonly Pending[],
  attempt: Attempt,
): Promise<Outcome[]> => {
  let skipBusy = attempt === 'again'
  let isDoubtful = attempt === 'unanswered'
  for (;;) {
    try {
      return isDoubtful ? await retryLost(commit, pending) : await append(commit, pending, skipBusy)
    } catch (error) {
      if (codeOf(error) === LOCK_NOT_AVAILABLE) {
        skipBusy = true
        continue
      }
      commit.onTrouble(error)
      if (!mayPass(error)) return appendApart(commit, pending, isDoubtful ? 'unanswered' : attempt)
      isDoubtful ||= !isAnswer(error)
      if (error instanceof TooLate) commit.writer.replace()
      await pause(commit.limits.retryMs)
    }
  }
}
