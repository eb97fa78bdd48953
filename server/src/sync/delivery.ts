import type { Connection, Live } from './connection.ts'
import { mergeForWire } from './merge.ts'
import type { Room } from './room.ts'

/** Who wrote what is to be told; `many` as soon as it is not one connection alone. */
type Author = Connection | 'nobody' | 'many'

const join = (author: Author, one: Connection | undefined): Author => {
  if (author === 'nobody') return one ?? 'many'
  return author === one ? author : 'many'
}

const deliver = (member: Connection, lives: readonly Live[], head: number, isAuthor: boolean): void => {
  // One who came in, or was caught up, since it was committed has heard it.
  if (member.sentSeq === null || member.sentSeq >= head || !member.mayHear()) return
  if (!isAuthor) for (const live of lives) member.sendLive(live)
  member.sentSeq = head
}

/**
 * How members hear of what is committed: at once, or gathered when the process is busy (SPEC J8); the same frames for
 * all, and for each in one write with the answers to her own.
 */
export const createDelivery = (room: Room) => {
  const { limits, pace } = room.deps
  let author: Author = 'nobody'
  let lastAt = -Infinity
  let timer: NodeJS.Timeout | null = null

  const cancel = () => {
    if (timer) clearTimeout(timer)
    timer = null
  }

  const flush = (): void => {
    cancel()
    lastAt = performance.now()
    const lives = room.state
      .gather((updates) => mergeForWire(updates, limits))
      .map((frame): Live => ({ room: room.number, frame }))
    const only = author
    author = 'nobody'
    const [landed, head] = [room.flight.landed(), room.state.head()]
    for (const member of room.members)
      member.together(() => {
        if (lives.length > 0) deliver(member, lives, head, member === only)
        if (member.ledger.isWaiting()) member.settle(landed, head)
      })
  }

  return {
    /** Something was committed; `by` when one connection of this node wrote all of it. */
    note: (by: Connection | undefined): void => {
      author = join(author, by)
    },
    /** Tells of it now or soon. */
    request: (): void => {
      if (timer) return
      const wait = lastAt + pace.milliseconds() - performance.now()
      if (wait <= 0) flush()
      else timer = setTimeout(() => room.attempt(flush), wait)
    },
    /** Tells of it now, before all go. */
    flush,
    stop: cancel,
  }
}

export type Delivery = ReturnType<typeof createDelivery>
