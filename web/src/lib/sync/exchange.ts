import { SCHEMA_VERSION } from 'shared/documents/schema/version'
import { decodeAcknowledgement, type AcknowledgementFrame } from 'shared/protocol/acknowledgement'
import type { CloseReason } from 'shared/protocol/close'
import { decodeExchange, encodeExchange, EXCHANGE_TYPE } from 'shared/protocol/exchange'
import { encodeStep1, encodeUpdate, readFrame } from 'shared/protocol/frames'
import { isProblem, type ProblemCode } from 'shared/protocol/problem'
import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Edits } from './edits.ts'
import type { TunnelReports } from './pending.ts'

/** The answers of ours that end a document here; a proxy's refusal is no answer. */
const ends: Partial<Record<ProblemCode, CloseReason>> = {
  signedOut: 'signedOut',
  denied: 'accessWithdrawn',
  notFound: 'absent',
  tooLarge: 'tooLarge',
  olderClient: 'olderClient',
}

export type Exchanging = {
  documentId: string
  gen: number
  /** For whom the page was made (SPEC X4). */
  personId: string
  /** Whose connection is missing: under it the document learns what others wrote. */
  provider: WebsocketProvider
  edits: Edits
  reports: TunnelReports
}

export type Heard = {
  /** All that is committed is here now. */
  isWhole: boolean
  canCommit: boolean
}

/** `failed`: nobody answered, or not we. */
export type ExchangeResult = Heard | { failed: true } | { ended: CloseReason }

/** What the server said it has, when it last said so. */
export type Known = { stateVector: Uint8Array | null }

const request = (
  { documentId, gen, personId }: Exchanging,
  frames: readonly Uint8Array[],
  signal: AbortSignal,
): Promise<Response> =>
  fetch(`/api/documents/${documentId}/sync?gen=${gen}&schema=${SCHEMA_VERSION}&person=${personId}`, {
    method: 'POST',
    headers: { 'content-type': EXCHANGE_TYPE },
    body: Uint8Array.from(encodeExchange(frames)),
    cache: 'no-store',
    signal,
  })

const reasonOf = async (answer: Response): Promise<CloseReason | null> => {
  const body: unknown = await answer.json().catch(() => null)
  return isProblem(body) ? (ends[body.problem] ?? null) : null
}

/** Acknowledgements speak of one frame, the update of this exchange. */
const report = (answer: AcknowledgementFrame, reports: TunnelReports): void => {
  if (answer.kind === 'acknowledged') reports.onAcknowledged?.(answer.seq, 0, answer.n)
  if (answer.kind === 'rejected') reports.onRejected?.(answer.reason, 0, answer.n)
}

/** Takes in what came. */
const hear = (frames: readonly Uint8Array[], { provider, reports }: Exchanging, known: Known): Heard => {
  const heard = { isWhole: false, canCommit: true }
  for (const bytes of frames) {
    const answer = decodeAcknowledgement(bytes)
    if (answer) report(answer, reports)
    if (answer?.kind === 'status') heard.canCommit = answer.canCommit
    const frame = readFrame(bytes)
    if (frame.kind === 'step1') known.stateVector = frame.stateVector
    if (frame.kind !== 'update' && frame.kind !== 'step2') continue
    Y.applyUpdate(provider.doc, frame.update, provider)
    heard.isWhole ||= frame.kind === 'step2'
  }
  return heard
}

/** The frame that brings what the server lacks; from now on the edits wait for its acknowledgement. */
const bring = ({ edits, provider }: Exchanging, stateVector: Uint8Array | undefined): Uint8Array => {
  const update = Y.encodeStateAsUpdate(provider.doc, stateVector)
  edits.disconnected()
  edits.sentAll(1, update)
  return encodeUpdate(update)
}

const send = async (
  exchanging: Exchanging,
  known: Known,
  frames: readonly Uint8Array[],
  signal: AbortSignal,
): Promise<ExchangeResult> => {
  try {
    const answer = await request(exchanging, frames, signal)
    if (answer.headers.get('content-type') !== EXCHANGE_TYPE) {
      const ended = await reasonOf(answer)
      return ended ? { ended } : { failed: true }
    }
    const heard = decodeExchange(new Uint8Array(await answer.arrayBuffer()))
    if (signal.aborted) return { failed: true }
    return hear(heard, exchanging, known)
  } catch {
    return { failed: true }
  }
}

/**
 * One exchange by a single request (SPEC X): asks for what is new, and brings what the server lacks once it is known what
 * it has. Nothing counts as saved before its acknowledgement is here.
 */
export const exchangeOnce = (
  exchanging: Exchanging,
  known: Known,
  signal: AbortSignal,
): Promise<ExchangeResult> => {
  const { edits, provider } = exchanging
  const ask = encodeStep1(Y.encodeStateVector(provider.doc))
  edits.disconnected()
  const brings = known.stateVector !== null && edits.count > 0
  const frames = brings ? [ask, bring(exchanging, known.stateVector ?? undefined)] : [ask]
  return send(exchanging, known, frames, signal)
}

/** Brings what was written here and asks for nothing: a page too old to take in what others write (SPEC X3). */
export const deliver = (exchanging: Exchanging, known: Known, signal: AbortSignal): Promise<ExchangeResult> =>
  send(exchanging, known, [bring(exchanging, known.stateVector ?? undefined)], signal)
