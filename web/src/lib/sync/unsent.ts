import type { Loss } from './status.ts'

const rooms = new Set<() => Loss>()

/** A room tells from now on what leaving the page would cost; gives what ends it. */
export const tellLoss = (lossOfRoom: () => Loss): (() => void) => {
  rooms.add(lossOfRoom)
  return () => void rooms.delete(lossOfRoom)
}

/** What leaving the page would cost now, in all open rooms: what can still be saved comes first. */
export const lossOnLeaving = (): Loss => {
  const losses = [...rooms].map((lossOfRoom) => lossOfRoom())
  return losses.find((loss) => loss === 'waits') ?? losses.find((loss) => loss === 'never') ?? 'none'
}
