import type { Connection, Live } from '../doors/connection.ts'
import { mergeForWire } from '../state/merge.ts'
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

/** How members hear of what is committed: the same frames for all, and for each in one write with the answers to her own (SPEC J8). */
export const createDelivery = (room: Room) => {
  const { limits } = room.deps
  let author: Author = 'nobody'

  const tell = (): void => {
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
    /** Tells of all that was noted. */
    tell,
  }
}

export type Delivery = ReturnType<typeof createDelivery>
