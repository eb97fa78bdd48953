import type { IncomingMessage } from 'node:http'
import type { Logger } from 'pino'
import { SCHEMA_VERSION } from 'shared/documents/schema/version'
import { closeCodes, type CloseReason } from 'shared/protocol/close'
import { createOutbox, type Outbox } from 'shared/protocol/outbox'
import { packetParser } from 'shared/protocol/packets'
import { problem } from 'shared/protocol/problem'
import {
  createAssembler,
  decodeRecords,
  encodeRecord,
  splitFrame,
  TooManyRecords,
  TUNNEL_EVENT,
  TUNNEL_PART_BYTES,
  type OpenRecord,
  type TunnelRecord,
} from 'shared/protocol/tunnel'
import type { Server, ServerOptions, Socket } from 'socket.io'
import type { SignedIn } from '../../access/admission.ts'
import type { Connection, Door, Live } from './connection.ts'
import { encodeMessage } from './message.ts'
import { headersOf } from './native.ts'
import type { Rooms } from '../rooms/rooms.ts'
import { openWire, type Wire } from './wire.ts'

const CHANNELS_MAX = 64
/** So often a line may be told that it has no more channels; a client that keeps count never is. */
const REFUSALS_MOST = 1_000

/** What the app's one socket.io server must be told for the tunnel to work (DESIGN §3, §4). */
export const tunnelServerOptions = (
  allowsOrigin: (origin: string, request: IncomingMessage) => boolean,
): Partial<ServerOptions> => ({
  path: '/socket.io',
  transports: ['polling', 'websocket'],
  parser: packetParser,
  maxHttpBufferSize: 1_000_000,
  serveClient: false,
  perMessageDeflate: false,
  // Else it kills other WebSocket upgrades of the same server after a second.
  destroyUpgrade: false,
  allowRequest: (request, answer) => {
    const { origin } = request.headers
    answer(null, origin === undefined || allowsOrigin(origin, request))
  },
})

type Channel = {
  connection: Connection | null
  assembler: ReturnType<typeof createAssembler>
  room: number | null
}
type Line = {
  rooms: Rooms
  log: Logger
  who: SignedIn
  /** The browser's editor would delete what documents may hold by now (SPEC X3). */
  isOlder: boolean
  wire: Wire
  outbox: Outbox
  channels: Map<number, Channel>
  lastChannel: number
  /** How many are being let in, those that the client has closed meanwhile among them. */
  opening: number
  /** How often it wanted one channel more than it may have. */
  refused: number
  isCut: boolean
  /** Ends it as a network would: an honest client comes back. */
  cut: () => void
}

const sendFrame = ({ outbox }: Line, number: number, frame: Uint8Array): void => {
  for (const record of splitFrame(number, frame)) outbox.write(number, record)
}

const hasTwoIn = ({ channels }: Line, room: number): boolean =>
  [...channels.values()].filter((channel) => channel.room === room).length > 1

/** The same packet for every member of the room, unless it is long or the client has the document open twice (SPEC T5). */
const sendLive = (line: Line, number: number, live: Live): void => {
  if (live.frame.length > TUNNEL_PART_BYTES || (line.channels.size > 1 && hasTwoIn(line, live.room))) {
    sendFrame(line, number, live.frame)
    return
  }
  live.packet ??= encodeRecord({ kind: 'live', room: live.room, bytes: live.frame })
  // What its own channel has waiting goes first.
  if (line.outbox.isEmpty(number) && !line.wire.isFull())
    line.wire.send(live.packet, (live.packetMessage ??= encodeMessage(live.packet)))
  else line.outbox.push(number, live.packet)
}

const endChannel = (line: Line, number: number, reason: CloseReason): void => {
  line.channels.delete(number)
  // Who does not take what waits would not hear the goodbye behind it.
  if (reason === 'lagging') line.outbox.drop(number)
  line.outbox.write(number, { kind: 'close', channel: number, code: closeCodes[reason], reason })
}

const doorOf = (line: Line, number: number, channel: Channel): Door => ({
  entered: (room) => {
    channel.room = room
    line.outbox.write(number, { kind: 'opened', channel: number, room })
  },
  send: (frame) => sendFrame(line, number, frame),
  sendLive: (live) => sendLive(line, number, live),
  unsent: () => line.outbox.bytesOf(number) + line.wire.waiting(),
  backlog: () => line.outbox.bytesOf(number),
  close: (reason) => endChannel(line, number, reason),
})

const admit = async (line: Line, name: string) => {
  line.opening++
  try {
    return await line.rooms.admitter.admit(line.who, name)
  } finally {
    line.opening--
  }
}

const open = async (line: Line, { channel: number, name }: OpenRecord): Promise<void> => {
  const channel: Channel = { connection: null, assembler: createAssembler(), room: null }
  line.channels.set(number, channel)
  const admission = await admit(line, name)
  // Closed by the client meanwhile.
  if (line.channels.get(number) !== channel) return
  if ('refused' in admission) {
    endChannel(line, number, admission.refused)
    return
  }
  channel.connection = line.rooms.enter({
    who: line.who,
    name,
    admission,
    door: doorOf(line, number, channel),
    acknowledges: true,
  })
}

/** Opened and closed at once, thousands of times, channels would let nobody else ask the database. */
const isCrowded = ({ channels, opening }: Line): boolean => Math.max(channels.size, opening) >= CHANNELS_MAX

const tryToOpen = (line: Line, record: OpenRecord): void => {
  // A number is used once: what still arrives for a closed channel must never meet another.
  if (record.channel <= line.lastChannel) return
  line.lastChannel = record.channel
  if (line.isOlder || isCrowded(line)) {
    endChannel(line, record.channel, line.isOlder ? 'olderClient' : 'roomFull')
    if (++line.refused > REFUSALS_MOST) line.cut()
    return
  }
  open(line, record).catch((error: unknown) => {
    line.log.error({ err: error }, 'a connection could not be judged')
    endChannel(line, record.channel, 'restarting')
  })
}

/** So many frames of the largest kind may be on their way to us on a line, in parts. */
const UNFINISHED_MOST = 2

const holdsTooMuch = ({ channels, rooms }: Line): boolean => {
  let bytes = 0
  for (const { assembler } of channels.values()) bytes += assembler.size()
  return bytes > UNFINISHED_MOST * rooms.limits.frameBytes
}

const receiveRecord = (line: Line, record: TunnelRecord): void => {
  if (record.kind === 'open') tryToOpen(line, record)
  if (record.kind === 'confirm') line.outbox.confirmed(record.channel)
  if (record.kind !== 'frame' && record.kind !== 'part' && record.kind !== 'close') return
  const channel = line.channels.get(record.channel)
  if (!channel) return
  if (record.kind === 'close') {
    line.channels.delete(record.channel)
    line.outbox.drop(record.channel)
    channel.connection?.left()
    return
  }
  // Nobody who keeps to the rules speaks before the channel is open.
  if (!channel.connection) return
  // Short parts cost more to hold and to confirm than they are long.
  if (record.kind === 'part' && record.bytes.length !== TUNNEL_PART_BYTES) {
    line.cut()
    return
  }
  if (record.kind === 'part') line.outbox.confirm(record.channel)
  const frame = channel.assembler.push(record)
  if (channel.assembler.size() > line.rooms.limits.frameBytes) channel.connection.close('tooLarge')
  else if (record.kind === 'part' && holdsTooMuch(line)) channel.connection.close('lagging')
  else if (frame) channel.connection.receive(frame)
}

/** A packet that cannot be read to its end brings nothing; one that no client makes ends the line. */
const readRecords = (line: Line, packet: Uint8Array): TunnelRecord[] => {
  try {
    return decodeRecords(packet)
  } catch (error) {
    if (error instanceof TooManyRecords) line.cut()
    return []
  }
}

const receivePacket = (line: Line, packet: unknown): void => {
  if (!(packet instanceof Uint8Array)) return
  for (const record of readRecords(line, packet)) {
    if (line.isCut) return
    receiveRecord(line, record)
  }
}

const serve = (socket: Socket, rooms: Rooms, log: Logger): void => {
  const wire = openWire(socket)
  const outbox = createOutbox({ emit: wire.send, isFull: wire.isFull, now: () => performance.now() })
  const { who } = socket.data as { who: SignedIn }
  const { schema } = socket.handshake.auth
  const isOlder = typeof schema === 'number' && schema < SCHEMA_VERSION
  const line: Line = {
    rooms,
    log,
    who,
    isOlder,
    wire,
    outbox,
    channels: new Map(),
    lastChannel: 0,
    opening: 0,
    refused: 0,
    isCut: false,
    cut: () => {
      line.isCut = true
      // Whatever waits for her is worth nothing any more.
      socket.conn.close(true)
    },
  }
  wire.onDrain(outbox.pump)
  socket.on(TUNNEL_EVENT, (packet: unknown) => receivePacket(line, packet))
  socket.on('disconnect', () => {
    outbox.clear()
    for (const { connection } of line.channels.values()) connection?.left()
    line.channels.clear()
  })
}

/** Another person may have signed in since the page was made: under her session its words would be lost (SPEC X4). */
const isWhoWasMeant = (socket: Socket, who: SignedIn | null): boolean => {
  const { person } = socket.handshake.auth as { person?: unknown }
  return who !== null && (person === undefined || person === who.personId)
}

/** Refused in words the client understands: it stops trying and asks to sign in. */
const refusal = (): Error => Object.assign(new Error('signedOut'), { data: problem('signedOut') })

/**
 * The door for browsers: y-websocket frames of many documents over the app's one socket.io connection, signed in once
 * (SPEC T).
 */
export const attachTunnel = (io: Server, { rooms, log }: { rooms: Rooms; log: Logger }): void => {
  io.use((socket, next) => {
    rooms.admitter.identify(headersOf(socket.request)).then(
      (who) => {
        Object.assign(socket.data as object, { who })
        next(isWhoWasMeant(socket, who) ? undefined : refusal())
      },
      (error: unknown) => {
        log.error({ err: error }, 'a session could not be read')
        // A refusal would be final for the client; a line that is lost it opens again (SPEC K9).
        socket.conn.close()
      },
    )
  })
  const lines = new Map<string, number>()
  io.on('connection', (socket) => {
    const { sessionId } = (socket.data as { who: SignedIn }).who
    const count = (lines.get(sessionId) ?? 0) + 1
    lines.set(sessionId, count)
    socket.on('disconnect', () => {
      const left = (lines.get(sessionId) ?? 1) - 1
      if (left > 0) lines.set(sessionId, left)
      else lines.delete(sessionId)
    })
    if (count > rooms.limits.sessionLines) socket.disconnect(true)
    else serve(socket, rooms, log)
  })
}
