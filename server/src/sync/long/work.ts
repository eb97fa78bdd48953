import type { DocumentKind } from 'shared/documents/kinds'
import * as Y from 'yjs'
import { makeGate, type Verdict } from '../gate/gate.ts'
import { decode } from '../gate/decode.ts'
import { metaOf, type Meta } from '../state/meta.ts'
import { createShadow, Unfit } from '../state/shadow.ts'
import { framesBeyond } from '../state/state.ts'
import { cut } from './cut.ts'

/** What takes long for a long update or a long document; `updates` are all of a document that count, oldest first. */
export type Job =
  | { work: 'judge'; kind: DocumentKind; updates: Uint8Array[]; update: Uint8Array }
  | { work: 'cut'; updates: Uint8Array[] }
  | { work: 'read'; update: Uint8Array }
  | { work: 'compare'; updates: [Uint8Array, ...Uint8Array[]]; stateVector: Uint8Array }

type Accepted = Extract<Verdict, { is: 'accepted' }>
type Refused = Exclude<Verdict, Accepted>

export type LongAccepted = Accepted & {
  /** How far each of `clients` had written in what it was judged against. */
  begins: [client: number, clock: number][]
  /** `update` in pieces that are quickly applied one after another. */
  pieces: Uint8Array[]
  meta: Meta
}
/** `unfit`: what it should be judged against cannot be put together. */
export type LongVerdict = Refused | LongAccepted | { is: 'unfit' }

const judge = ({ kind, updates, update }: Extract<Job, { work: 'judge' }>): LongVerdict => {
  const { doc, judge } = createShadow(updates, kind, makeGate)
  const verdict = judge(update)
  if (verdict.is !== 'accepted') return verdict
  return {
    ...verdict,
    begins: verdict.clients.map((client) => [client, Y.getState(doc.store, client)]),
    pieces: cut(verdict.update),
    meta: metaOf(verdict.update),
  }
}

const judgeIfFit = (job: Extract<Job, { work: 'judge' }>): LongVerdict => {
  try {
    return judge(job)
  } catch (error) {
    if (error instanceof Unfit) return { is: 'unfit' }
    throw error
  }
}

/** Runs in the thread. */
export const doLong = (job: Job): unknown => {
  if (job.work === 'judge') return judgeIfFit(job)
  if (job.work === 'read') return decode(job.update) && metaOf(job.update)
  return job.work === 'cut' ? job.updates.flatMap(cut) : framesBeyond(job.stateVector, job.updates)
}
