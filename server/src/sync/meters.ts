import { Counter, Histogram } from 'prom-client'
import type { Outcome } from './log/commit.ts'

/** What the engine counts as it goes, for whoever watches over the server; none of it names a person or a document. */
export const createMeters = () => {
  const commits = new Histogram({
    name: 'krug_commit_seconds',
    help: 'Time from handing a batch of edits to Postgres until it is answered for',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30],
    registers: [],
  })
  const rows = new Counter({ name: 'krug_log_rows_total', help: 'Rows committed to the log', registers: [] })
  const refusals = new Counter({
    name: 'krug_refusals_total',
    help: 'Frames refused, by reason',
    labelNames: ['reason'],
    registers: [],
  })
  const compactions = new Histogram({
    name: 'krug_compaction_seconds',
    help: 'Time that the full state of a document took, from the thread to the disk',
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 30],
    registers: [],
  })
  const meterCommit = async (work: () => Promise<Outcome[]>): Promise<Outcome[]> => {
    const tell = commits.startTimer()
    const outcomes = await work()
    tell()
    rows.inc(outcomes.filter((outcome) => 'seq' in outcome).length)
    return outcomes
  }
  return { meterCommit, refusals, compactions, all: [commits, rows, refusals, compactions] }
}

export type Meters = ReturnType<typeof createMeters>
