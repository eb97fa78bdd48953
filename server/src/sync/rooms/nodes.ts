import type { Logger } from 'pino'
import type { Cluster, Listener } from '../cluster/cluster.ts'
import type { Room } from './room.ts'

/** Others may ask at the same moment; they are answered together. */
const GATHER_MS = 100

type Nodes = {
  cluster: Cluster
  logger: Logger
  hot: ReadonlyMap<string, Room>
  /** Judges whoever is meant again, here alone. */
  onWithdrawn: Listener['onWithdrawn']
  /** Compares all rooms with their documents now. */
  compare: () => void
}

/** A fault in one room is reported and stays there: the others hear what they have to (SPEC K5). */
const inRoom = ({ hot, logger }: Nodes, documentId: string, work: (room: Room) => void): void => {
  const room = hot.get(documentId)
  if (!room || room.ended) return
  try {
    work(room)
  } catch (error) {
    logger.error({ err: error, documentId }, 'a room failed at what another node said')
    room.close('restarting')
  }
}

const inAll = (nodes: Nodes, work: (room: Room) => void): void => {
  for (const documentId of [...nodes.hot.keys()]) inRoom(nodes, documentId, work)
}

/** Reads what others wrote; when that fails, the poll comes by soon (SPEC K2). */
const catchUp = ({ logger }: Nodes, room: Room): void => {
  room.pull().catch((error: unknown) => {
    logger.warn({ err: error, documentId: room.documentId }, 'a room could not catch up')
  })
}

const tellPresent = ({ cluster }: Nodes, room: Room): void => {
  const entries = room.presence.ownEntries()
  if (entries.length > 0 || room.presence.hasToldNodes()) cluster.present(room.documentId, entries, true)
}

type Joined = {
  /** Wakes a room by hand. */
  wake: (documentId: string, seq?: number) => void
  /** Tells the room of this node, if it is open, that something beside its text changed. */
  notice: Listener['onNoticed']
}

/** Lets open rooms hear of other nodes. */
export const joinNodes = (nodes: Nodes): Joined => {
  let telling: NodeJS.Timeout | null = null
  const tellAll = () => {
    telling = null
    inAll(nodes, (room) => tellPresent(nodes, room))
  }
  const tellAllSoon = () => {
    telling ??= setTimeout(tellAll, GATHER_MS).unref()
  }
  const wake = (documentId: string, seq = 0): void =>
    inRoom(nodes, documentId, (room) => {
      if (seq === 0 || seq > room.state.head()) catchUp(nodes, room)
    })
  const notice: Listener['onNoticed'] = (documentId, topic, n) =>
    inRoom(nodes, documentId, ({ members }) => {
      for (const member of members) member.tellNotice(topic, n)
    })
  nodes.cluster.listen({
    onCommitted: wake,
    onNoticed: notice,
    onWithdrawn: nodes.onWithdrawn,
    onPresent: (documentId, node, entries, all) =>
      inRoom(nodes, documentId, (room) => room.presence.hear(node, entries, all)),
    onAsked: (documentId) => {
      if (documentId !== undefined) inRoom(nodes, documentId, (room) => tellPresent(nodes, room))
      else {
        tellAllSoon()
        // It was away: what it said meanwhile did not arrive here either.
        nodes.compare()
      }
    },
    onGone: (node) => inAll(nodes, (room) => room.presence.forget(node)),
    onMissed: () => {
      nodes.compare()
      tellAllSoon()
      nodes.cluster.ask()
    },
  })
  return { wake, notice }
}
