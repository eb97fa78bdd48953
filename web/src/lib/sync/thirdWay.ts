import { EXCHANGE_EVERY } from 'shared/protocol/exchange'
import type { Connection } from './connection.svelte.ts'
import { deliver, exchangeOnce, type Exchanging, type ExchangeResult, type Known } from './exchange.ts'
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

const LEFT = 'left'

/** One request at a time, and none for ever. */
const createTurn = () => {
  let current: AbortController | null = null
  return {
    isTaken: () => current !== null,
    /** Whoever has it shall stop: its answer is of no use any more. */
    end: () => {
      current?.abort(LEFT)
      current = null
    },
    take: async (work: (signal: AbortSignal) => Promise<void>): Promise<void> => {
      const own = new AbortController()
      current = own
      const late = setTimeout(() => own.abort(), ANSWER_WITHIN)
      await work(own.signal)
      clearTimeout(late)
      if (current === own) current = null
    },
  }
}

/**
 * Keeps a document going where no line lives: every fifteen seconds by a single request, until the line is back
 * (SPEC X2). The provider goes on trying to get one all the while. What a page too old for the server still holds goes
 * in the same way (SPEC X3).
 */
export const startThirdWay = (exchanging: Exchanging, facts: Facts, connection: Connection): ThirdWay => {
  const { edits, provider } = exchanging
  const known: Known = { stateVector: null }
  const turn = createTurn()
  let lostAt: number | null = null
  let askedAt = 0

  const ask = async (signal: AbortSignal): Promise<void> => {
    const result = await exchangeOnce(exchanging, known, signal)
    if (signal.reason !== LEFT) learnFrom(result, facts)
  }

  const exchange = () =>
    turn.take(async (signal) => {
      const isFirst = known.stateVector === null
      await ask(signal)
      // The first answer told what the server has: what it lacks follows at once.
      if (isFirst && known.stateVector && edits.count > 0 && !signal.aborted) await ask(signal)
    })

  const rescue = () =>
    turn.take(async (signal) => {
      await deliver(exchanging, known, signal)
    })

  const begin = (work: () => Promise<void>) => {
    if (turn.isTaken()) return
    askedAt = Date.now()
    void work()
  }

  const leave = () => {
    turn.end()
    if (facts.known.exchanging) facts.learn({ exchanging: false })
  }

  const look = () => {
    const isDue = Date.now() - askedAt >= EXCHANGE_EVERY
    const hasLine = connection.connected || facts.known.connected
    if (facts.known.closed === 'olderClient') {
      if (isDue && edits.count > 0) begin(rescue)
    } else if (hasLine || facts.ended) {
      lostAt = null
      leave()
    } else {
      lostAt ??= Date.now()
      if (isDue && Date.now() - lostAt >= LINE_DEAD_AFTER) begin(exchange)
    }
  }

  // At once: frames are numbered anew on a line, and a late answer would speak of others.
  const onStatus = ({ status }: { status: string }) => {
    if (status === 'connected') leave()
  }
  provider.on('status', onStatus)
  const timer = setInterval(look, LOOK_EVERY)
  return {
    now: () => {
      if (facts.known.exchanging) begin(exchange)
    },
    stop: () => {
      clearInterval(timer)
      provider.off('status', onStatus)
      leave()
    },
  }
}
