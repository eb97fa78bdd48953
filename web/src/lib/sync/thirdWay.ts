import { EXCHANGE_EVERY } from 'shared/protocol/exchange'
import type { Connection } from './connection.svelte.ts'
import { exchangeOnce, type Exchanging, type ExchangeResult, type Known } from './exchange.ts'
import type { Facts } from './facts.svelte.ts'

/** So long there may be no line before a document goes the third way. */
const LINE_DEAD_AFTER = 10_000
const LOOK_EVERY = 1_000
/** An answer that takes longer will not come. */
const ANSWER_WITHIN = 40_000

export type ThirdWay = {
  /** Exchanges at once, if there is no line. */
  now: () => void
  stop: () => void
}

const learnFrom = (result: ExchangeResult, facts: Facts): void => {
  const now = Date.now()
  if ('ended' in result) facts.learn({ exchanging: false, closed: result.ended, closedSince: now })
  else if ('failed' in result) facts.learn({ exchanging: false })
  else
    facts.learn({
      exchanging: true,
      canCommit: result.canCommit,
      cannotCommitSince: result.canCommit ? null : (facts.known.cannotCommitSince ?? now),
      ...(result.isWhole && { opened: true }),
    })
}

/**
 * Keeps a document going where no line lives: every fifteen seconds by a single request, until the line is back
 * (SPEC X2). The provider goes on trying to get one all the while.
 */
export const startThirdWay = (exchanging: Exchanging, facts: Facts, connection: Connection): ThirdWay => {
  const known: Known = { stateVector: null }
  let lostAt: number | null = null
  let askedAt = 0
  let running: AbortController | null = null

  const leave = () => {
    running?.abort()
    running = null
    if (facts.known.exchanging) facts.learn({ exchanging: false })
  }

  const ask = async (signal: AbortSignal): Promise<void> => {
    const result = await exchangeOnce(exchanging, known, signal)
    if (!signal.aborted) learnFrom(result, facts)
  }

  const exchange = async () => {
    if (running) return
    askedAt = Date.now()
    const current = new AbortController()
    running = current
    const late = setTimeout(() => {
      if (running === current) leave()
    }, ANSWER_WITHIN)
    const isFirst = known.stateVector === null
    await ask(current.signal)
    // The first answer told what the server has: what it lacks follows at once.
    if (isFirst && known.stateVector && exchanging.edits.count > 0) await ask(current.signal)
    clearTimeout(late)
    if (running === current) running = null
  }

  const look = () => {
    const hasLine = connection.connected || facts.known.connected
    if (hasLine || facts.ended) {
      lostAt = null
      leave()
      return
    }
    lostAt ??= Date.now()
    const isDue = Date.now() - askedAt >= EXCHANGE_EVERY
    if (isDue && Date.now() - lostAt >= LINE_DEAD_AFTER) void exchange()
  }

  // At once: frames are numbered anew on a line, and a late answer would speak of others.
  const onStatus = ({ status }: { status: string }) => {
    if (status === 'connected') leave()
  }
  exchanging.provider.on('status', onStatus)
  const timer = setInterval(look, LOOK_EVERY)
  return {
    now: () => {
      if (facts.known.exchanging) void exchange()
    },
    stop: () => {
      clearInterval(timer)
      exchanging.provider.off('status', onStatus)
      leave()
    },
  }
}
