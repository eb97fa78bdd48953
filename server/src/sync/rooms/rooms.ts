import { connectWriter, type Database } from 'db/connect'
import { readHeads } from 'db/queries/rooms'
import type { Logger } from 'pino'
import type { NoticeTopic } from 'shared/protocol/acknowledgement'
import { must } from 'shared/must'
import type { Admission, Admitter, SignedIn } from '../../access/admission.ts'
import { alone, type Cluster } from '../cluster/cluster.ts'
import { createCompactor } from '../compaction/compact.ts'
import { Connection, type Door } from '../doors/connection.ts'
import { makeGate } from '../gate/gate.ts'
import { createHealer } from './heal.ts'
import { limits as defaultLimits, type Limits } from '../limits.ts'
import { loadState } from './load.ts'
import { createPaces } from '../doors/bucket.ts'
import { createCrowd } from '../doors/crowd.ts'
import { createLanes } from '../log/lanes.ts'
import { createLong } from '../long/long.ts'
import { createMeters } from '../meters.ts'
import { joinNodes } from './nodes.ts'
import { createPace } from '../log/pace.ts'
import { readmit } from './readmit.ts'
import { receive } from './receive.ts'
import { createRecent, revokeAccess, type Withdrawal } from './revoke.ts'
import { Room } from './room.ts'
import type { RoomDeps } from './roomDeps.ts'
import { statisticsOf } from '../statistics.ts'
import { startWatch } from './watch.ts'
import { readWhole } from './whole.ts'
import { createFarWriter, createWriter } from '../log/writer.ts'

export type RoomsOptions = {
  db: Database
  /** Address of the same database: what writes the log, and threads, have connections of their own. */
  url: string
  log: Logger
  admitter: Admitter
  now: () => Date
  limits?: Partial<Limits>
  /** Other nodes of this installation, if there are any. */
  cluster?: Cluster
}

export type Arrival = {
  who: SignedIn
  name: string
  admission: Admission
  door: Door
  /** The client asked for frames of type 112. */
  acknowledges: boolean
}

type CommitListener = (documentId: string, headSeq: number) => void

/** Documents that somebody has open, and the doors' way into them. */
export type OpenRooms = {
  hot: Map<string, Room>
  /** Every connection, also those whose room is still opening. */
  connections: Set<Connection>
}

type OpenRoom = (admission: Admission) => Promise<Room>

const createOpener = (deps: RoomDeps, hot: Map<string, Room>): OpenRoom => {
  const opening = new Map<string, Promise<Room>>()
  let number = 0

  const open = async ({ documentId, kind }: Admission): Promise<Room> => {
    const [head] = await readHeads(deps.db, [documentId])
    const { gen } = must(head, 'the document of an admission')
    const state = await loadState(deps, documentId)
    const room = new Room({ documentId, kind, gen, number: ++number }, state, deps)
    hot.set(documentId, room)
    deps.cluster.follow(documentId)
    return room
  }

  const openOnce = (admission: Admission): Promise<Room> => {
    const { documentId } = admission
    const running = opening.get(documentId) ?? open(admission).finally(() => opening.delete(documentId))
    opening.set(documentId, running)
    return running
  }

  /** The room, opened once however many come at the same moment (SPEC J1). */
  return async (admission) => {
    const { documentId, gen } = admission
    for (;;) {
      const room = hot.get(documentId) ?? (await openOnce(admission))
      if (!room.ended && room.gen >= gen) return room
      // Its history was given up, be it while it opened: whoever knows so waits for the room of the new one.
      room.close('absent')
      if (hot.get(documentId) === room) hot.delete(documentId)
    }
  }
}

/** What listeners do wrong is not the room's. */
const tellOf = (listener: CommitListener, documentId: string, headSeq: number, log: Logger): void => {
  try {
    listener(documentId, headSeq)
  } catch (error) {
    log.error({ err: error, documentId }, 'somebody failed at hearing of a commit')
  }
}

const buildDeps = (
  options: RoomsOptions,
  limits: Limits,
  { onCommitted, heal }: Pick<RoomDeps, 'onCommitted' | 'heal'>,
): RoomDeps => {
  const meters = createMeters()
  const pace = createPace(limits)
  const { url, now, log } = options
  const { heldMs } = limits
  const writers = {
    quick: createWriter(() => connectWriter(url, heldMs)),
    slow: createFarWriter({ url, heldMs }),
  }
  return {
    db: options.db,
    logger: options.log,
    limits,
    now: options.now,
    admitter: options.admitter,
    cluster: options.cluster ?? alone,
    makeGate,
    pace,
    meters,
    log: createLanes({ limits, now, log, meters, pace }, writers),
    long: createLong(),
    writtenBy: createPaces({ burst: limits.writtenBurst, perSecond: limits.writtenPerSecond }),
    onCommitted,
    heal,
  }
}

/** Opens the room and makes it ready for her; null when she may not come in any more. */
const findRoom = async (connection: Connection, openRoom: OpenRoom): Promise<Room | null> => {
  const room = await openRoom(connection.admission)
  // She may come from a node that has gone: what it committed for her is here before she is.
  if (room.deps.cluster.isShared) await room.pull()
  while (connection.doubtful) {
    connection.doubtful = false
    if (!(await readmit(room, connection))) return null
  }
  // It may have been evicted meanwhile: nobody looks after it any more, and it hears of nothing (SPEC J4).
  return room.ended && !connection.closed ? findRoom(connection, openRoom) : room
}

const bringIn = async (connection: Connection, openRoom: OpenRoom, log: Logger): Promise<void> => {
  try {
    const room = await findRoom(connection, openRoom)
    if (!room) return
    if (room.gen !== connection.admission.gen) connection.close('absent')
    if (connection.closed) return
    room.enter(connection)
    connection.open((from, frame) => receive(room, from, frame))
  } catch (error) {
    log.error({ err: error, documentId: connection.admission.documentId }, 'a room did not open')
    connection.close('restarting')
  }
}

const letGo = async ({ hot, connections }: OpenRooms, { log, limits }: RoomDeps): Promise<void> => {
  // Else people write on, and there is always something that is not committed yet.
  for (const connection of connections) connection.rest()
  const late = new Promise<void>((resolve) => setTimeout(resolve, limits.drainMs).unref())
  await Promise.race([log.settled(), late])
  for (const connection of [...connections]) connection.close('restarting')
  for (const room of hot.values()) room.close('restarting')
}

/** What others than rooms tell them, on all nodes. */
const tellersOf = (nodes: ReturnType<typeof joinNodes>, cluster: Cluster) => ({
  /** Rows were appended by others than this node's rooms: those who have the document open shall see them. */
  wake: (documentId: string): void => {
    nodes.wake(documentId)
    cluster.committed(documentId, 0)
  },
  /** Something beside the text changed, as its number tells: everybody who has the document open shall ask (SPEC B1). */
  notice: (documentId: string, topic: NoticeTopic, n: number): void => {
    nodes.notice(documentId, topic, n)
    cluster.noticed(documentId, topic, n)
  },
})

/** The rooms of this node (DESIGN §4): caches of the log, for as long as somebody needs them. */
export const createRooms = (options: RoomsOptions) => {
  const limits: Limits = { ...defaultLimits, ...options.limits }
  const open: OpenRooms = { hot: new Map(), connections: new Set() }
  const listeners: CommitListener[] = []
  const deps = buildDeps(options, limits, {
    onCommitted: (documentId, headSeq) => {
      for (const listener of listeners) tellOf(listener, documentId, headSeq, options.log)
      const room = open.hot.get(documentId)
      if (room) compactor.consider(room)
    },
    heal: (documentId) => void healer.heal(documentId),
  })
  const healer = createHealer(deps, open.hot)
  const compactor = createCompactor(deps, options.url)
  const crowd = createCrowd(limits)
  const recent = createRecent(deps)
  const openRoom = createOpener(deps, open.hot)
  const watch = startWatch(open, deps, compactor)
  const revokeHere = (withdrawal: Withdrawal): void => {
    revokeAccess(open, deps, withdrawal)
    recent.note(withdrawal)
  }
  const nodes = joinNodes({ ...deps, hot: open.hot, onWithdrawn: revokeHere, compare: watch.compare })
  let draining = false

  return {
    /** Lets an admitted client in; its frames wait until the room is open. */
    enter: (arrival: Arrival): Connection => {
      const connection = new Connection({ ...arrival, limits })
      // Its rights may have been read before a withdrawal that did not find it here yet (SPEC R5).
      connection.doubtful = recent.concerns(connection)
      open.connections.add(connection)
      const hasRoom = crowd.enter(connection)
      connection.onClosed(() => open.connections.delete(connection))
      if (draining) connection.close('restarting')
      else if (!hasRoom) connection.close('roomFull')
      else void bringIn(connection, openRoom, deps.logger)
      return connection
    },
    ...tellersOf(nodes, deps.cluster),
    /** Rights changed: whoever is meant is judged again at once. An empty scope is an error. */
    revoke: (withdrawal: Withdrawal): void => {
      revokeHere(withdrawal)
      deps.cluster.withdrawn(withdrawal)
    },
    /** Calls after every commit, with the document's newest seq; from then on the rows can be read. */
    onCommitted: (listener: CommitListener): void => {
      listeners.push(listener)
    },
    /** The committed state as one Yjs update (v1). */
    readState: (documentId: string): Promise<Uint8Array> => readWhole(deps, open, documentId, healer),
    statistics: () => statisticsOf(open, deps),
    meters: deps.meters.all,
    limits,
    admitter: options.admitter,
    /** Commits what was accepted, answers it, asks everyone to come back later, and ends. */
    drain: async (): Promise<void> => {
      draining = true
      watch.stop()
      await letGo(open, deps)
      await Promise.all([deps.log.close(), compactor.stop(), healer.stop(), deps.long.stop()])
    },
  }
}

export type Rooms = ReturnType<typeof createRooms>
