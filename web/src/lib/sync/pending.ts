import {
  decodeAcknowledgement,
  type NoticeTopic,
  type RejectionReason,
} from 'shared/protocol/acknowledgement'
import { isCounted, readFrame } from 'shared/protocol/frames'

export type TunnelReports = {
  /** Counted frame n left: an update (one edit), or a step 2 with `everything` that the server lacks. */
  onSent?: (n: number, everything: Uint8Array | null) => void
  /** How many frames of this connection the server has not yet answered; on every change. */
  onWaiting?: (waiting: number) => void
  /** The first n frames are committed, `waiting` are not; `seq` is the document's newest row among them. */
  onAcknowledged?: (seq: number, waiting: number, n: number) => void
  /** The server will never take our frame n: what it held stays on this screen only. */
  onRejected?: (reason: RejectionReason, waiting: number, n: number) => void
  /** False while the server cannot commit; nothing is lost, nothing is saved either. */
  onStatus?: (canCommit: boolean) => void
  /** Something beside the text changed. */
  onNotice?: (topic: NoticeTopic) => void
}

/**
 * Counts what one connection has sent against what the server says it committed (DESIGN §3, frames of type 112).
 * An acknowledgement covers the first n frames; a rejected one is answered, but never saved.
 */
export const createPending = (reports: TunnelReports) => {
  let sent = 0
  let acknowledged = 0
  const rejected = new Set<number>()

  const waiting = () => sent - acknowledged - rejected.size

  const acknowledge = (n: number) => {
    acknowledged = Math.max(acknowledged, n)
    for (const one of rejected) if (one <= acknowledged) rejected.delete(one)
  }

  return {
    waiting,
    sent: (frame: Uint8Array) => {
      if (!isCounted(frame)) return
      sent++
      const read = readFrame(frame)
      reports.onSent?.(sent, read.kind === 'step2' ? read.update : null)
      reports.onWaiting?.(waiting())
    },
    /** True when the frame was the server's answer and must not reach the provider. */
    received: (frame: Uint8Array): boolean => {
      const answer = decodeAcknowledgement(frame)
      if (answer?.kind === 'acknowledged') {
        acknowledge(answer.n)
        reports.onAcknowledged?.(answer.seq, waiting(), answer.n)
      } else if (answer?.kind === 'rejected') {
        if (answer.n > acknowledged) rejected.add(answer.n)
        reports.onRejected?.(answer.reason, waiting(), answer.n)
      } else if (answer?.kind === 'status') reports.onStatus?.(answer.canCommit)
      else if (answer?.kind === 'notice') reports.onNotice?.(answer.topic)
      if (answer?.kind === 'acknowledged' || answer?.kind === 'rejected') reports.onWaiting?.(waiting())
      return answer !== null
    },
  }
}
